/**
 * Everything that is typed outside a record's form and is not saved yet, by the place where it is typed. One mechanism for all of
 * them: what is put here is on disk a moment later (`DraftSaver`), is there again after a power cut when the place is opened,
 * and is gone once it was used or given up. Passphrases and keys are never put here.
 */
import { create } from "zustand";
import { client } from "../hosts/client.ts";
import { DraftSaver } from "./draft-saver.ts";

interface TypedPlace {
  readonly value: unknown;
  /** When it was written by a run of the program that ended before it was saved; null for what was begun in this one. */
  readonly restoredAt: number | null;
  /** As it lay on disk: the shape is not known to be this program's. */
  readonly isFromDisk: boolean;
}

interface TypedState {
  readonly places: Readonly<Record<string, TypedPlace>>;
  /** Places whose text the disk has refused; it is tried again. */
  readonly failed: ReadonlySet<string>;
  readonly isLoaded: boolean;
  /** Reads what an earlier run left. @throws ClientError */
  readonly load: () => Promise<void>;
  /** @param recordId the record that the text belongs to, with which it is erased */
  readonly put: (place: string, value: unknown, recordId: string | null) => void;
}

const savers = new Map<string, DraftSaver>();
/** Places that this window has written to: what lies on disk is older. */
const touched = new Set<string>();

export const useTypedTexts = create<TypedState>()((set) => ({
  places: {},
  failed: new Set(),
  isLoaded: false,
  load: async () => {
    const found = await client.call("typed.list", {});
    set(({ places }) => {
      const fresh = found
        .filter(({ place, content }) => !touched.has(place) && "value" in content)
        .map(({ place, content, updatedAt }): readonly [string, TypedPlace] => [
          place,
          { value: content["value"], restoredAt: updatedAt, isFromDisk: true },
        ]);
      return { places: { ...places, ...Object.fromEntries(fresh) }, isLoaded: true };
    });
  },
  put: (place, value, recordId) => {
    touched.add(place);
    set(({ places }) => {
      const { [place]: before, ...others } = places;
      if (value === null) return before === undefined ? {} : { places: others };
      const restoredAt = before?.restoredAt ?? null;
      return { places: { ...others, [place]: { value, restoredAt, isFromDisk: false } } };
    });
    const saver = saverOf(place, recordId);
    saver.change(value === null ? null : { value });
    // Used or given up: not even a power cut in this moment may bring it back.
    if (value === null) void saver.flush();
  },
}));

function saverOf(place: string, recordId: string | null): DraftSaver {
  const known = savers.get(place);
  if (known !== undefined) return known;
  const tell = (hasFailed: boolean) =>
    useTypedTexts.setState(({ failed }) => {
      if (failed.has(place) === hasFailed) return {};
      const next = new Set(failed);
      if (hasFailed) next.add(place);
      else next.delete(place);
      return { failed: next };
    });
  const saver = new DraftSaver(
    {
      put: (content) => client.call("typed.put", { place, recordId, content }),
      discard: () => client.call("typed.discard", { place }),
    },
    { onSaved: () => tell(false), onFailed: () => tell(true) },
    // An earlier run may have left some.
    true,
  );
  savers.set(place, saver);
  return saver;
}

/** Writes what waits, when the window may go away. */
export const flushTypedTexts = (): void => {
  for (const saver of savers.values()) void saver.flush();
};
