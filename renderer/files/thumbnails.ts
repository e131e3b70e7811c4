/** Small pictures of this session's attachments, by content. Made once, kept in memory alone: nothing to erase on the disk. */
import { readContent } from "./send-file.ts";
import { preparePicture } from "./pictures.ts";

/** About 15 KB each. */
const mostKept = 300;
const kept = new Map<string, Promise<string | null>>();

/** An address for an <img>; null when the content is missing or cannot be shown. */
export function thumbnailOf(sha256: string, mime: string | null): Promise<string | null> {
  const known = kept.get(sha256);
  if (known !== undefined) return known;
  const made = make(sha256, mime);
  keep(sha256, made);
  return made;
}

/** The one that came with adding the picture. */
export function keepThumbnail(sha256: string, thumbnail: Blob): void {
  keep(sha256, Promise.resolve(URL.createObjectURL(thumbnail)));
}

/** The content is another one now: it was missing and was added again. */
export function forgetThumbnail(sha256: string): void {
  kept.delete(sha256);
}

async function make(sha256: string, mime: string | null): Promise<string | null> {
  try {
    const answer = await preparePicture(await readContent(sha256, mime), null);
    return answer.ok ? URL.createObjectURL(answer.thumbnail) : null;
  } catch {
    // Without a picture the row shows the type of the file; that the content is missing is told by `attachment.verify`.
    kept.delete(sha256);
    return null;
  }
}

function keep(sha256: string, url: Promise<string | null>): void {
  kept.set(sha256, url);
  for (const [oldest, old] of kept) {
    if (kept.size <= mostKept) break;
    kept.delete(oldest);
    void old.then((address) => address !== null && URL.revokeObjectURL(address));
  }
}
