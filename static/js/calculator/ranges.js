// Each range and its number box in step. The box is the form's field; the range speaks the parameter's own unit.

import { numberIn, typed } from "./wording.js";

/** Moves every range to what its box says; a value past the track's end stretches the track. */
export function followBoxes(form) {
  for (const range of form.querySelectorAll("input[type=range]")) follow(range);
}

function follow(range) {
  const value = numberIn(document.getElementById(range.dataset.rangeFor).value);
  if (Number.isNaN(value)) return;
  if (value > Number(range.max)) range.max = value;
  if (value < Number(range.min)) range.min = value;
  if (Number(range.value) !== value) range.value = value;
  range.setAttribute("aria-valuetext", typed(value, range.closest("[data-slider]").dataset.unit));
}

/** Tells `moved(box)` of each drag step and each typed character, `settled()` when one is done. */
export function listen(form, moved, settled) {
  form.addEventListener("input", ({ target }) => {
    if (target.type === "range") {
      const box = document.getElementById(target.dataset.rangeFor);
      const unit = target.closest("[data-slider]").dataset.unit;
      box.value = typed(target.valueAsNumber, unit);
      target.setAttribute("aria-valuetext", box.value);
      moved(box);
      return;
    }
    const range = target.closest("[data-slider]")?.querySelector("input[type=range]");
    if (range) follow(range);
    moved(target);
  });
  form.addEventListener("change", settled);
  form.addEventListener("click", (event) => {
    const reset = event.target.closest("[data-reset], [data-clear]");
    if (!reset) return;
    event.preventDefault();
    const slider = reset.closest("[data-slider]");
    const box = document.getElementById(reset.dataset.clear ?? `p-${slider.dataset.slider}`);
    box.value = slider ? slider.dataset.preset : "";
    if (slider?.querySelector("input[type=range]")) follow(slider.querySelector("input[type=range]"));
    box.focus();
    moved(box);
    settled();
  });
}
