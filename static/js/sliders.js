// Keeps each range and its number box in step. The box is the form's field; a move of the range is an "input" event on the box.

/** The number in a box as people type it: "1,200" is 1200, "50%" is 0.5; NaN where it is none. */
export function typedNumber(text) {
  const bare = text.replaceAll(",", "").trim();
  if (bare === "") return NaN;
  return bare.endsWith("%") ? Number(bare.slice(0, -1)) / 100 : Number(bare);
}

/** The same number as it stands in the box; a share is a percentage. */
export function boxText(number, unit) {
  const short = (value) => Number(value.toPrecision(10)).toLocaleString("en-US", { maximumFractionDigits: 10 });
  return unit === "share" ? `${short(number * 100)}%` : short(number);
}

export function pairSliders(root = document) {
  for (const range of root.querySelectorAll("input[type=range][data-range-for]")) {
    const slider = range.closest("[data-slider]");
    const box = slider.querySelector(".box input");
    const follow = () => {
      const number = typedNumber(box.value);
      if (Number.isFinite(number)) range.value = number; // the browser keeps it between min and max
    };
    follow();
    range.addEventListener("input", () => {
      box.value = boxText(Number(range.value), slider.dataset.unit);
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    range.addEventListener("change", () => box.dispatchEvent(new Event("change", { bubbles: true })));
    box.addEventListener("input", follow);
  }
}

/** Puts a slider back to its preset and tells whoever listens. */
export function resetSlider(slider) {
  const box = slider.querySelector(".box input");
  box.value = slider.dataset.preset;
  for (const name of ["input", "change"]) box.dispatchEvent(new Event(name, { bubbles: true }));
}
