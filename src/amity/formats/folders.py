"""Folders: what the name of a mail folder or a Gmail label says of the mails in it, in many languages."""

from __future__ import annotations

import re

from amity.formats import headers
from amity.formats.headers import Headers

_NAMES = {
    "sent": "sent|sent items|sent mail|sent messages|sent-mail|gesendet|gesendete objekte|gesendete elemente"
    "|envoyés|messages envoyés|éléments envoyés|enviados|enviadas|correo enviado|elementos enviados"
    "|itens enviados|inviati|inviata|posta inviata|posta inviati|verzonden|verzonden items|wysłane"
    "|elementy wysłane|skickat|skickade objekt|sendt|sendte elementer|lähetetyt|odeslané|odeslaná pošta"
    "|elküldött|отправленные|送信済み|送信済みメール|已发送|已发送邮件|보낸편지함|寄件備份"
    "|gönderilmiş postalar",
    "draft": "draft|drafts|entwurf|entwürfe|brouillons|borradores|rascunhos|bozze|concepten"
    "|wersje robocze|szkice|utkast|kladder|luonnokset|koncepty|piszkozatok|черновики|下書き|草稿|임시보관함"
    "|taslaklar",
    "spam": "spam|junk|junk e-mail|junk email|junk mail|bulk mail|spamverdacht|courrier indésirable"
    "|indésirables|correo no deseado|lixo eletrônico|posta indesiderata|ongewenste e-mail|skräppost|спам"
    "|迷惑メール|垃圾邮件|스팸함",
    "trash": "trash|bin|deleted|deleted items|deleted messages|papierkorb|gelöschte objekte"
    "|gelöschte elemente|corbeille|papelera|elementos eliminados|lixeira|lixo|cestino|prullenbak"
    "|verwijderde items|kosz|papperskorg|papirkurv|roskakori|koš|kuka|корзина|ゴミ箱|已删除邮件|휴지통"
    "|çöp kutusu",
    "chat": "chat|chats",
}
_KIND = {name: kind for kind, names in _NAMES.items() for name in names.split("|")}
_LABELS_ONLY = frozenset({"bin", "chat", "chats"})
"""Words that say something as Gmail's label, and nothing as the name of anybody's folder."""
_ENDING = re.compile(r"\.(?:mbox|mbx|mbs|eml|emlx|txt)$")
_FLAGS = re.compile(r"[:;!]2,([A-Za-z]{0,60})$")
"""What a maildir's file name says of its mail: D a draft, T in the trash. Windows has no colon in names."""
_INNER = frozenset({"mbox", "cur", "new", "messages"})
"""Names inside of Apple's and the maildir folders, which say nothing."""


def labels(picked: Headers) -> frozenset[str]:
    """Name what Gmail's labels say of a mail: `sent`, `draft`, `spam`, `trash`, `chat`."""
    said = picked.get("x-gmail-labels")
    if said is None:
        return frozenset()
    found = (_KIND.get(label.strip(' "').lower(), "") for label in headers.words(said).split(","))
    return frozenset(found) - {""}


def folder(name: str) -> frozenset[str]:
    """Name what a file's path says of its mails: "Sent.mbox", "INBOX.Sent", ".Sent/cur/170.host:2,S"."""
    flags = _FLAGS.search(name[-100:])
    if flags and set(flags[1]) & {"D", "T"}:
        return frozenset({"draft" if "D" in flags[1] else "trash"})
    parts = [_ENDING.sub("", part.strip().lower()) for part in name.replace("\\", "/").split("/")]
    outer = [part for part in parts if part not in _INNER][-2:]
    for part in reversed(outer):
        for word in (part, part.rpartition(".")[2].strip(" []")):
            if word in _KIND and word not in _LABELS_ONLY:
                return frozenset({_KIND[word]})
    return frozenset()
