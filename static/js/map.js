// The map without a script is a picture with dots that are links. With one, a pointer reads counties too, and arrow keys
// walk from dot to dot, so that three hundred dots are one stop on the way through the page.

const frame = document.querySelector("[data-map]");
const said = document.querySelector("[data-said]");
const drawn = frame.querySelector(".map-dots");
const dots = [...drawn.querySelectorAll("a")];
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const at = (dot) => [Number(dot.firstElementChild.getAttribute("cx")), Number(dot.firstElementChild.getAttribute("cy"))];

/** Returns the dot nearest to `from` on the side of a step, or `from` itself at the edge. */
function beside(from, [right, down]) {
  const [x, y] = at(from);
  let best = from, least = Infinity;
  for (const dot of dots) {
    const [dx, dy] = at(dot).map((part, axis) => part - [x, y][axis]);
    const along = dx * right + dy * down, across = Math.abs(dx * down) + Math.abs(dy * right);
    if (along > 0 && along + 2 * across < least) [best, least] = [dot, along + 2 * across];
  }
  return best;
}

const say = (event) => {
  const dot = event.target.closest("a");
  if (dot) said.textContent = dot.getAttribute("aria-label");
};

/** Makes `dot` the one stop among the dots; nothing is written to them before somebody comes to one. */
function stopAt(dot) {
  for (const other of dots) if (other !== dot && other.tabIndex >= 0) other.setAttribute("tabindex", "-1");
  dot.removeAttribute("tabindex");
}

drawn.addEventListener("focusin", (event) => {
  stopAt(event.target.closest("a"));
  say(event);
});
drawn.addEventListener("pointerover", say);
drawn.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  beside(event.target.closest("a"), step).focus();
});

/** Lays every county's outline over the picture, unseen, so that each can be pointed at and opened. */
async function wake() {
  const [{ width, height, counties }, names] = await Promise.all(
    [frame.dataset.outlines, frame.dataset.names].map((address) => fetch(address).then((answer) => answer.json())),
  );
  const paths = Object.entries(counties).map(([fips, path]) => `<path id="c${fips}" d="${path}"/>`);
  const source = `<svg xmlns="${drawn.namespaceURI}" viewBox="0 0 ${width} ${height}">${paths.join("")}<path class="outline"/></svg>`;
  const svg = document.importNode(new DOMParser().parseFromString(source, "image/svg+xml").documentElement, true);
  svg.setAttribute("class", "map-counties-live");
  svg.setAttribute("aria-hidden", "true"); // the image and the table say it in words
  const outline = svg.lastElementChild;
  frame.querySelector(".map-counties").after(svg);
  const county = (event) => event.target.closest?.("path[id]");
  const known = (path) => path && names[path.id.slice(1)];
  svg.addEventListener("pointermove", (event) => {
    const path = county(event), told = known(path);
    if (!told) return;
    outline.setAttribute("d", path.getAttribute("d"));
    said.textContent = `${told[0]}: ${told[2]}`;
  });
  svg.addEventListener("click", (event) => {
    const told = known(county(event));
    if (told) location.assign(`/counties/${told[1]}/`);
  });
}

frame.addEventListener("pointerenter", () => { wake().catch(() => {}); }, { once: true }); // without an answer it stays a picture
