// The same geometry as calculator/charts, for charts that follow the sliders.

const round = (value) => Math.round(value * 100) / 100;

/** Redraws a stacked bar's parts (rect[data-line]) from amounts by line key. */
export function drawBar(rects, amounts) {
  let total = 0;
  for (const key in amounts) total += amounts[key];
  let before = 0;
  for (const rect of rects) {
    const share = total > 0 ? (100 * amounts[rect.dataset.line]) / total : 0;
    rect.setAttribute("x", `${round(before)}%`);
    rect.setAttribute("width", `${round(share)}%`);
    before += share;
  }
}
