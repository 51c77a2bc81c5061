/** The archive's member that a relative address in a part names (EPUB 3.3, 4.2.5); "" for one that lies elsewhere. */
export function resolvePath(from: string, address: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(address) || address.startsWith("//")) return "";
  const plain = decode(address.replace(/[?#].*$/s, ""));
  const steps = plain.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const step of plain.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}

/** Addresses are percent-encoded; one that is not soundly so is taken as it is. */
function decode(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
