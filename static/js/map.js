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
  const [picture, names] = await Promise.all([
    fetch(frame.dataset.picture).then((answer) => answer.text()),
    fetch(frame.dataset.names).then((answer) => answer.json()),
  ]);
  const plain = picture.replace(/<style>.*?<\/style>/s, ""); // the page allows no style of its own
  const classes = new DOMParser().parseFromString(plain, "image/svg+xml").documentElement;
  // A class is one path of its counties' rings, in the order of the names.
  const rings = new Map([...classes.querySelectorAll(".line")].map((path) => [path.classList[0], path.getAttribute("d").split(/(?=M)/)]));
  const paths = Object.entries(names).map(([id, [, , , css, count]]) => `<path id="${id}" d="${rings.get(css).splice(0, count).join("")}"/>`);
  const source = `<svg xmlns="${drawn.namespaceURI}" viewBox="${classes.getAttribute("viewBox")}">${paths.join("")}<path class="outline"/></svg>`;
  const svg = document.importNode(new DOMParser().parseFromString(source, "image/svg+xml").documentElement, true);
  svg.setAttribute("class", "map-counties-live");
  svg.setAttribute("aria-hidden", "true"); // the image and the table say it in words
  const outline = svg.lastElementChild;
  frame.querySelector(".map-counties").after(svg);
  const county = (event) => event.target.closest?.("path[id]");
  svg.addEventListener("pointermove", (event) => {
    const path = county(event), known = path && names[path.id];
    if (!known) return;
    outline.setAttribute("d", path.getAttribute("d"));
    said.textContent = `${known[0]}: ${known[2]}`;
  });
  svg.addEventListener("click", (event) => {
    const known = county(event) && names[county(event).id];
    if (known) location.assign(`/counties/${known[1]}/`);
  });
}

frame.addEventListener("pointerenter", () => { wake().catch(() => {}); }, { once: true }); // without an answer it stays a picture
