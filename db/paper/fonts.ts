/** Which fonts a document asks for, so that the window can name those that this PC lacks. */
import PizZip from "pizzip";

/** Parts that print. */
const printed = /^word\/(?:document|styles|header\d*|footer\d*|footnotes|numbering)\.xml$/u;

/** Names in `w:rFonts`, in order of first use; theme fonts have no name of their own there and are left out. */
export function fontsOf(docx: Uint8Array): string[] {
  const zip = new PizZip(docx);
  const names = new Set<string>();
  for (const [path, entry] of Object.entries(zip.files)) {
    if (!printed.test(path)) continue;
    for (const [, attributes = ""] of entry.asText().matchAll(/<w:rFonts\b([^>]*)>/gu)) {
      for (const [, name = ""] of attributes.matchAll(/\bw:(?:eastAsia|ascii|hAnsi)="([^"]+)"/gu))
        names.add(unescape(name));
    }
  }
  return [...names];
}

const unescape = (text: string): string =>
  text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
