// Each range and its number box in step. The box is the form's field; the range speaks the parameter's own unit.

import { numberTyped, typed } from "./wording.js";

const boxOf = (slider) => slider.querySelector(".box input");

const unitOf = (box) => ("share" in box.dataset ? "share" : "");

/** Says a range's value in words, as they stand around its box: 25 people, $55,000, 50%. */
function say(range, box, text) {
  const before = box.previousSibling?.data ?? "", after = box.nextElementSibling ? ` ${box.nextElementSibling.textContent}` : "";
  range.setAttribute("aria-valuetext", `${before}${text}${after}`);
}

/** Gives every range the name of its box and its value in words (without scripts there are no ranges), and tells the sources apart. */
export function name(form) {
  for (const slider of form.querySelectorAll("[data-slider]")) {
    const label = slider.querySelector("label").textContent, summary = slider.querySelector("summary");
    summary?.setAttribute("aria-label", `${summary.textContent}: ${label}`);
    const range = slider.querySelector("input[type=range]"), box = boxOf(slider);
    range?.setAttribute("aria-label", label);
    if (range) say(range, box, box.value);
  }
}

const valueIn = (box) => numberTyped(box.value, "share" in box.dataset);

/** Says beside a box how its text is read, where that is not how it stands there; the page that answers takes it away. */
function echo(box) {
  const place = box.closest("[data-slider], .field, .money"), value = valueIn(box);
  if (!place) return;
  const read = typed(value, unitOf(box));
  let said = place.querySelector("[data-echo]");
  if (!said) {
    said = document.createElement("p");
    said.dataset.echo = "";
    said.className = "hint echo";
    place.append(said);
  }
  said.textContent = read && read !== box.value.trim() ? `Read as ${read}` : "";
}

/** Moves a range to what its box says; a value past the track's end stretches the track. */
function follow(range) {
  const box = boxOf(range.closest("[data-slider]")), value = valueIn(box);
  if (Number.isNaN(value)) return;
  if (value > Number(range.max)) range.max = value;
  if (value < Number(range.min)) range.min = value;
  if (Number(range.value) !== value) range.value = value;
  say(range, box, typed(value, unitOf(box)));
}

/** Calls `moved()` at each step of a drag and each typed character, the pair in step. */
export function listen(form, moved) {
  name(form);
  form.addEventListener("input", ({ target }) => {
    if (target.type === "range") {
      const slider = target.closest("[data-slider]"), box = boxOf(slider);
      box.value = typed(target.valueAsNumber, unitOf(box));
      say(target, box, box.value);
    } else {
      const range = target.closest("[data-slider]")?.querySelector("input[type=range]");
      if (range) follow(range);
      if (target.inputMode === "decimal") echo(target);
    }
    moved();
  });
  form.addEventListener("click", (event) => {
    const reset = event.target.closest("[data-reset], [data-clear]");
    if (!reset) return;
    event.preventDefault();
    const slider = reset.closest("[data-slider]");
    const box = slider ? boxOf(slider) : document.getElementById(reset.dataset.clear);
    box.value = reset.dataset.reset ?? "";
    if (slider?.querySelector("input[type=range]")) follow(slider.querySelector("input[type=range]"));
    box.focus();
    moved();
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
