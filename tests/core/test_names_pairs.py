from __future__ import annotations

import pytest

from amity.core import names

PAIRS = """
Anna Berg is surely Berg, Anna
Anna Berg is surely Anna Berg-Lund
Anna Lund née Berg is surely Anna Berg
Anna Lund (geb. Berg) is surely Berg, Anna
Anna Lund, born Berg is surely Anna Berg
Winifred Norbys-Olmann is surely Winifred T. Olmann
Dr. Anna Berg, PhD is surely Anna Berg
Prof. Dr. Jürgen Müller is surely Juergen Mueller
Björn Åkesson is surely Bjorn Akesson
Søren Kjær is surely Soren Kjaer
Ayşe Y\u0131lmaz is surely Ayse Yilmaz
İbrahim Çelik is surely Ibrahim Celik
Łukasz Wójcik is surely Lukasz Wojcik
Straße Weiß is surely Strasse Weiss
Jan van der Berg is surely Jan Vanderberg
Jan de Vries is surely Vries, Jan de
Omar al-Hassan is surely Omar Hassan
Conor O'Brien is surely Conor OBrien
Fiona Mac Donald is surely Fiona MacDonald
Bob Chen is surely Robert Chen
Liz Taylor is surely Elizabeth Taylor
Alex Berg is surely Alexandra Berg
Sasha Ivanov is surely Александр Иванов
Kate Berg is surely Katie Berg
E. Dunsson is surely Liz Dunsson
A. Lima is surely Ana Lima
John A. Smith is surely John Smith
John A. Smith is surely John Albert Smith
J. A. Smith is surely John Albert Smith
Ana Maria Lima is surely Ana Lima
José García López is surely José García
Jhon Smith is surely John Smith
Mathew Berg is surely Matthew Berg
Sofia Berg is surely Sophia Berg
Philip Schmidt is surely Filip Schmitt
Katarina Berg is surely Catarina Berg
aberg is surely Anna Berg
annaberg is surely Anna Berg
anna.berg is surely Anna Berg
Anna is surely Anna Berg
Berg is surely Anna Berg
Александр Иванов is surely Alexander Ivanov
Юлия Петрова is surely Julia Petrova
Евгений Смирнов is surely Yevgeny Smirnov
Щербаков Дмитрий is surely Dmitry Shcherbakov
Олександр Шевченко is surely Oleksandr Shevchenko
Γιώργος Παπαδόπουλος is surely Giorgos Papadopoulos
Ελένη Νικολάου is surely Eleni Nikolaou
王小明 is surely Wang Xiaoming
王小明 is surely Xiao Ming Wang
王 小明 is surely 小明 王
陳志強 is surely Chen Zhiqiang
Xiaoming Wang is surely Wang Xiao-Ming
欧阳明 is surely Ouyang Ming
김민준 is surely Min-jun Kim
박지훈 is surely Park Jihoon
たなか はなこ is surely Hanako Tanaka
محمد علي is surely Mohammed Ali
דוד כהן is surely David Cohen
გიორგი ბერიძე is surely Giorgi Beridze
Nagy Anna is surely Anna Nagy
Nguyễn Văn Anh is surely Anh Nguyen
Nata Charyschewa is surely Наталья Харышева
Iwannhs Papadopoulos is surely Ιωάννης Παπαδόπουλος
Igor Grigorjew is surely Игорь Григорьев
Maria Euthidou is surely Maria Evthidou
Abdel-Aziz Hassan is surely Abdulaziz Hassan
Abd al-Aziz Hassan is surely Abdelaziz Hassan
Abd Berg is surely Berg, Abd
Omar Al-Saadi is surely Omar Alsaadi
Amira Saadi is surely Amira Al Saadi
Mike Williams is surely Michrael Williams
Jurek Lewandowski is surely Jerzy Lewandowski
Adamek Lewandowski is surely Adam Lewandowski
Irenka Kowalska is surely Irena Kowalska
Marcelinho Rocha is surely Marcelo Rocha
Zhou Weijun is surely Wei-jun Chow
Anjali Chatterjee is surely Anjali Chattopadhyay
Rubén José Lima is surely Rubén Lima Paz
R. José Lima is surely Rubén Lima Paz
Anna Browne is surely Anna Brown
Marai Lopes is surely Maria Lopes
Ana Lima - Acme Works is surely Ana Lima
Ana - Acme is surely Ana Acme
Ana Lima, M.Sc. is surely Ana Lima
Владимир Ш. is surely Vladimir Sharov
Seryozha Thorn is surely Serioja Thorn
Hill Mary is surely M. Hill
Bill Berg is surely W. Berg
Anna Schmidt-Berg is surely Anna Berg
Stephanie C. Penlund is perhaps Stephanie C. Ahsenen
Anna Berg is perhaps Anna Lund
Samir El-Shami is perhaps Samir Darwish
Daniel W. Thorn is perhaps Daniel Williams
Thomas Berg is perhaps Peter Thomas Berg
Ana Lima is perhaps Ana Silva
Mike Thorn is perhaps Michael Ashby
Юлия Петрова is perhaps Julia Sidorova
Andreas Berg is not Andrea Berg
Anders Olsen is surely Anders Olsson
Wei Chen is perhaps Wei Cheng
Juan Hernández is perhaps Juan Velázquez Fernández
Fatima Ben-Dosari is perhaps Fatima Ben-Yamani
Angelika M. Berg is perhaps Matthias Berg
Ivan Ivanov is perhaps Ivan Ivanova
Omar E. is surely Omar El-Sayed
Xiao Ming is surely Xiaoming Wang
Hoa Thi Le is surely Hoa Le
A. Weidenhardt is surely Anna A. Weidenhardt
Seo-young K. is surely Seo-young Kwon
Tarou Takahashi is surely Taro Takahashi
JP Girard is surely Jean-Pierre Girard
JP Girard is not Anna Maria Girard
Kim Young-dong is surely 김영동
안기태 is surely Ahn Ki-tae
혜정 정 is surely Jung Hye-jung
홍도성 is surely Hong Do-sung
김미희 is surely Kim Mi-hee
김미희 is not Kim Mi-hye
박현서 is surely Hyun-seo
박현서 is not Hyun-jin
현서 is surely Hyun-seo Park
도성 is surely Do-sung
강서훈 is surely Seo-hoon Gang
Weijun is surely Wei-jun Chow
Weijun C. is surely Wei-jun Chow
Weijun L. is not Wei-jun Chow
Weijun is not Wei-ming Chow
Basilikh Petroudh is surely Vasiliki Petroudi
Βασιλική Σταυρέα is surely Basilikh Staurea
Panagiwths Gewrgiou is surely Panagiotis Georgiou
Elizabeth Berg is surely Elisabeth Berg
燕清 曾 is surely Zeng Yanqing
山田直美 is surely Naomi Yamada
井上遥 is surely Inoue Haruka
井上遥 is surely Haruka
浩 is surely Hiroshi Takahashi
佐々木陽子 is surely Yoko Sasaki
佐々木陽子 is surely 陽子 佐々木
鷲尾花子 is surely Hanako Washio
長谷川健太 is surely Kenta Hasegawa
山田直美 is not Taro Yamada
山田太郎 is not 鈴木花子
鷲鸞 is not Anna Berg
山田直美山田直美山 is not Naomi Yamada
Peter Berg sen. is not Peter Berg jun.
Min-young Kim is not Jung-min Kim
Min-young Kim is not Min-jung Kim
Minyoung Kim is not Minjung Kim
김민영 is not 김민정
김민정 is not Minyoung Kim
Jung-min Kim is surely Jeong-min Kim
Jung-min Kim is surely Kim Jungmin
Young-min Kim is surely Kim Young Min
Ji Min Park is not Min Ji Park
Doyun Kim is not Dohyun Kim
Junwoo Kim is not Jungwoo Kim
Jiyoung Kim is not Jinyoung Kim
Jonathan Lee is surely Jonathn Lee
김서연 is not 김서현
김미경 is not 김미영
Soo-bin Kim is not Soo-min Kim
Kim Soo Bin is not Kim Soo Min
Lin van der Berg is surely Lin Berg
Wei Ming Chan is not Ming Wei Chan
David Ming Chan is surely Ming David Chan
Lan Thi Tran is surely Tran Thi Lan
Julia Jung is surely Yulia Jung
Xiao Ming Wang is not Xiao Meng Wang
Xiaoming Wang is not Xiaomeng Wang
Xiao Meng Wang is surely Wang Xiaomeng
Xiaoming Wang is surely Xioaming Wang
Seonghyun Kwon is surely Sunghyun Kwon
Yong Zhou is surely Ynog Zhou
Yan Wang is surely 王燕
敏燕 is surely Wang Minyan
Y. Tanaka is surely Yoko Tanaka
Li Meng is not Li Na
Anna Berg MEng is surely Anna Berg
Anna Berg, MEng is surely Anna Berg
Amartya Sen is surely Sen, Amartya
Jean Berg is not John Berg
Paulinha Berg is not Paulo Berg
Manuel Fernández is not Bo Fernandes
Alex Petrenkov is perhaps Alexa Petrenkova
Jansen Bob is not Hansen Bob
Meg Berg is not Gretchen Berg
Lisa Berg is not J. Berg
Lisa Berg is not William J. Berg
Ana Lima is not Bo Lima
Ana Lima is not Bo Chen
Jo Park is not John Park
Anna Berg is not Hanna Berg
Paul Berg is not Paula Berg
Martin Berg is not Martina Berg
Erik Berg is not Erika Berg
Alexander Berg is not Alexandra Berg
Marta Lima is not Maria Lima
Jane Berg is not Joan Berg
Karin Berg is not Karen Berg
Meg Berg is not Greta Berg
John A. Smith is not John B. Smith
John Smith is not John Smith Jr.
John Smith II is not John Smith III
Anna & Peter Berg is not Anna Berg
Familie Berg is not Anna Berg
Li Wei is not Li Na
Wei Li is not Li Na
王小明 is not 王丽华
김민준 is not Minseo Kim
Nagy Anna is not Nagy Péter
Berg Thomas is not Berg Anna
Xiaoling Wang is not Xiaolong Wang
Иван Петров is not Olga Petrova
Acme Reception is not Anna Berg
A. B. is not Anna Berg
Martin Paul is not Paul Simon
A. Maria Berg is not Anna Sofia Berg
""".strip().splitlines()


def split(sentence: str) -> tuple[str, str, str]:
    for word in ("surely", "perhaps", "not"):
        one, found, other = sentence.partition(f" is {word} ")
        if found:
            return one, word, other
    raise AssertionError(sentence)


@pytest.mark.parametrize("sentence", PAIRS)
def test_two_names_are_one_persons_or_not(sentence: str) -> None:
    one, word, other = split(sentence)
    found = [names.contradict(one, other, family=family) for family in (False, True)]
    assert found == {"surely": [False, False], "perhaps": [False, True], "not": [True, True]}[word]


@pytest.mark.parametrize("sentence", PAIRS)
def test_it_does_not_matter_which_name_comes_first(sentence: str) -> None:
    one, _, other = split(sentence)
    for family in (False, True):
        assert names.contradict(one, other, family=family) == names.contradict(other, one, family=family)
