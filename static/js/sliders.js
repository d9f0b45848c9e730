// Keeps each range and its number box in step. The box is the form's field; a move of the range is an "input" event on the box.

function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

export function pairSliders(root = document) {
  for (const range of root.querySelectorAll("input[type=range][data-range-for]")) {
    const box = root.querySelector(`#${range.dataset.rangeFor}`);
    const follow = () => {
      const value = Number(box.value.replaceAll(",", ""));
      if (box.value.trim() !== "" && Number.isFinite(value)) {
        range.value = clamp(value, Number(range.min), Number(range.max));
      }
    };
    follow();
    range.addEventListener("input", () => {
      box.value = range.value;
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
