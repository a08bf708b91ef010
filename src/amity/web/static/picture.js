/* The picture, as a desk and a phone have it, by arrow keys: one stop of the tab key per group, arrows go to the nearest person that way. */
(() => {
  "use strict";
  for (const picture of document.querySelectorAll("[data-picture]")) {
  const groups = [...picture.querySelectorAll("g")].map(group => [...group.querySelectorAll("a")]);
  const dots = groups.flat();
  const rest = group => group.forEach((dot, at) => dot.setAttribute("tabindex", at ? "-1" : "0"));
  groups.forEach(rest);

  const middle = dot => {
    const box = dot.firstElementChild.nextElementSibling.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const WAYS = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]};
  const nearest = (from, [right, down]) => {
    const [x, y] = middle(from);
    let best = null, least = Infinity;
    for (const dot of dots) {
      const [dx, dy] = middle(dot).map((place, at) => place - (at ? y : x));
      const ahead = dx * right + dy * down, aside = Math.abs(dx * down + dy * right);
      if (ahead > 2 && ahead + 3 * aside < least) { best = dot; least = ahead + 3 * aside; }
    }
    return best;
  };
  /* not on the svg itself: it would become a stop of the tab key */
  const figure = picture.parentElement;
  figure.addEventListener("keydown", event => {
    const from = event.target.closest("a"), group = groups.find(one => one.includes(from));
    if (!group || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = event.key in WAYS ? nearest(from, WAYS[event.key])
      : event.key === "Home" ? group[0] : event.key === "End" ? group[group.length - 1] : null;
    if (!to) return;
    event.preventDefault();
    to.focus();
  });
  /* the tab key goes on from where one is: the person in hand is their group's stop */
  figure.addEventListener("focusin", event => {
    const dot = event.target.closest("a"), group = groups.find(one => one.includes(dot));
    group?.forEach(one => one.setAttribute("tabindex", one === dot ? "0" : "-1"));
  });
  }
  /* made larger, it opens on its first group, not cut off at one side */
  for (const box of document.querySelectorAll(".larger input")) {
    box.addEventListener("change", () => {
      for (const one of box.closest(".picture").querySelectorAll(".scroll")) {
        const [disc, seen] = [one.querySelector(".disc") || one.firstElementChild, one].map(shape => shape.getBoundingClientRect());
        one.scrollLeft += disc.x + disc.width / 2 - seen.x - seen.width / 2;
      }
    });
  }
})();
