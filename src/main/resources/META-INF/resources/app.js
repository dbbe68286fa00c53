// Conveniences only: every page works without them.
import { offerCopying } from "./js/copy.js";
import { openQuestionsHere } from "./js/questions.js";
import { keepLive } from "./js/live.js";
import { closeMenus } from "./js/menus.js";
import { offerPlaces } from "./js/places.js";
import { tellTimes } from "./js/times.js";

offerCopying(document);
openQuestionsHere();
closeMenus();
offerPlaces();
tellTimes(document);
keepLive(document.querySelector("[data-live-from]"));
