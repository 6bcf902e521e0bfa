// The site works without this file; with it, answers are sent without a new page.
import htmx from "htmx.org";
import "./saved.js";
import "./keys.js";
import "./focus.js";
import "./guard.js";
import "./live.js";
import "./tools.js";
import "./traces.js";
import "./said.js";

window.htmx = htmx; // for the scripts of single pages
