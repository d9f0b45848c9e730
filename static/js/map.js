// The map without a script is a picture with dots that are links. With one, a pointer reads counties too, and arrow keys
// walk from dot to dot, so that three hundred dots are one stop on the way through the page.

const frame = document.querySelector("[data-map]");
const said = document.querySelector("[data-said]");
const dots = [...frame.querySelectorAll(".map-dots a")];
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

dots.forEach((dot, index) => {
  if (index) dot.setAttribute("tabindex", "-1");
  for (const event of ["focus", "pointerenter"]) dot.addEventListener(event, () => { said.textContent = dot.getAttribute("aria-label"); });
  dot.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = beside(dot, step);
    dot.setAttribute("tabindex", "-1");
    next.removeAttribute("tabindex");
    next.focus();
  });
});

/** Puts the picture itself in place of its image, so that each county can be pointed at and opened. */
async function wake() {
  const [picture, names] = await Promise.all([
    fetch(frame.dataset.picture).then((answer) => answer.text()),
    fetch(frame.dataset.names).then((answer) => answer.json()),
  ]);
  const plain = picture.replace(/<style>.*?<\/style>/s, ""); // the page's own styles color it
  const svg = new DOMParser().parseFromString(plain, "image/svg+xml").documentElement;
  const image = frame.querySelector(".map-counties");
  svg.querySelector("title").remove();
  svg.setAttribute("class", "map-counties-live");
  svg.setAttribute("aria-hidden", "true"); // the image and the table say it in words
  const outline = document.createElementNS("http://www.w3.org/2000/svg", "path");
  outline.setAttribute("class", "outline");
  svg.append(outline);
  image.after(svg);
  const county = (event) => event.target.closest?.("path[id]");
  svg.addEventListener("pointermove", (event) => {
    const path = county(event), known = path && names[path.id.slice(1)];
    if (!known) return;
    outline.setAttribute("d", path.getAttribute("d"));
    said.textContent = `${known[0]}: ${known[2]}`;
  });
  svg.addEventListener("click", (event) => {
    const known = county(event) && names[county(event).id.slice(1)];
    if (known) location.assign(`/counties/${known[1]}/`);
  });
}

frame.addEventListener("pointerenter", () => { wake().catch(() => {}); }, { once: true }); // without an answer it stays a picture
