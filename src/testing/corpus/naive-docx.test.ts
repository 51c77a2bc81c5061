import { badDocuments, minimalDocument } from "../bad-documents.ts";
import { describeFilter } from "../describe-filter.ts";
import { naiveDocx } from "./naive-docx.ts";

describeFilter(naiveDocx(), {
  sound: {
    "one-paragraph.docx": minimalDocument("docx"),
    "several-paragraphs.docx": minimalDocument("docx", ["One", "Two &amp; three", "2024", "One"]),
    "line-breaks.docx": minimalDocument("docx", ['One</w:t><w:br/><w:t xml:space="preserve"> two</w:t><w:br/><w:t>']),
  },
  bad: badDocuments("docx"),
  shortened: {
    name: "shortened.docx",
    whole: minimalDocument("docx", ["One", "Two", "Three"]),
    without: minimalDocument("docx", ["One", "Three"]),
  },
});
