// Brings the sliders on the patterns page to life.
import { pairSliders, resetSlider } from "./sliders.js";

pairSliders();
for (const link of document.querySelectorAll("[data-reset]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    resetSlider(link.closest(".slider"));
  });
}
