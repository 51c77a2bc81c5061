import { configureGlobal } from "fast-check";

/** In CI properties draw the same cases every time, so that a result can be repeated; elsewhere each run draws new ones. */
if ((process.env["CI"] ?? "") !== "") configureGlobal({ seed: 20_261_122 });
