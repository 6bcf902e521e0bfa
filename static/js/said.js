// What comes with a page is said when the page is there.
import { say } from "./say.js";

for (const line of document.querySelectorAll("[data-said]")) say(line.textContent, line);
