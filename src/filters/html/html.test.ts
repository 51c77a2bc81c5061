import { describeFilter } from "../../testing/describe-filter.ts";
import { html } from "./html.ts";

const LESSON = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Listening</title></head>
<body><h1>Listening to a child</h1>
<p>Sit down <b>beside</b> the child.<br>
Then wait.</p><p>Second <img src="a.png" alt="A kitchen"> text.</p></body></html>
`;

describeFilter(html, {
  sound: {
    "lesson.html": Buffer.from(LESSON),
    "lesson.xhtml": Buffer.from(
      LESSON.replace(
        "<!DOCTYPE html>\n<html",
        '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"',
      ).replaceAll(/<(meta|br|img)([^>]*)>/g, "<$1$2/>"),
    ),
  },
  bad: [
    { what: "an archive under a wrong extension", name: "a.html", bytes: Buffer.from("PK\u0003\u0004\u0000\u0000") },
  ],
  // Soft hyphens belong to the words they were written in, and placeholders of templates are codes.
  settle: (text) => text.replaceAll(/\u00AD|\$\{x\}/g, "").trim(),
});
