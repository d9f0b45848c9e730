// Each range and its number box in step. The box is the form's field; the range speaks the parameter's own unit.

import { numberIn, typed } from "./wording.js";

const boxOf = (slider) => slider.querySelector(".box input");

/** Moves a range to what its box says; a value past the track's end stretches the track. */
function follow(range) {
  const slider = range.closest("[data-slider]"), value = numberIn(boxOf(slider).value);
  if (Number.isNaN(value)) return;
  if (value > Number(range.max)) range.max = value;
  if (value < Number(range.min)) range.min = value;
  if (Number(range.value) !== value) range.value = value;
  range.setAttribute("aria-valuetext", typed(value, slider.dataset.unit));
}

/** Calls `moved()` at each step of a drag and each typed character, the pair in step. */
export function listen(form, moved) {
  form.addEventListener("input", ({ target }) => {
    if (target.type === "range") {
      const slider = target.closest("[data-slider]"), box = boxOf(slider);
      box.value = typed(target.valueAsNumber, slider.dataset.unit);
      target.setAttribute("aria-valuetext", box.value);
    } else {
      const range = target.closest("[data-slider]")?.querySelector("input[type=range]");
      if (range) follow(range);
    }
    moved();
  });
  form.addEventListener("click", (event) => {
    const reset = event.target.closest("[data-reset], [data-clear]");
    if (!reset) return;
    event.preventDefault();
    const slider = reset.closest("[data-slider]");
    const box = slider ? boxOf(slider) : document.getElementById(reset.dataset.clear);
    box.value = slider ? slider.dataset.preset : "";
    if (slider?.querySelector("input[type=range]")) follow(slider.querySelector("input[type=range]"));
    box.focus();
    moved();
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
