/** Names for member ids on the screen; filled as they are seen. */
import { create } from "zustand";
import { client } from "../hosts/client.ts";

interface MemberNames {
  readonly names: ReadonlyMap<string, string>;
  readonly learn: (entries: Iterable<readonly [id: string, name: string]>) => void;
  /** Asks for the names of ids that are not known yet. An id without a record keeps none. */
  readonly load: (ids: readonly string[]) => Promise<void>;
}

const BATCH = 500;

export const useMemberNames = create<MemberNames>()((set, get) => ({
  names: new Map(),
  learn: (entries) => {
    const known = get().names;
    const fresh = [...entries].filter(([id, name]) => known.get(id) !== name);
    if (fresh.length > 0) set({ names: new Map([...known, ...fresh]) });
  },
  load: async (ids) => {
    const missing = ids.filter((id) => !get().names.has(id)).slice(0, BATCH);
    if (missing.length === 0) return;
    const { records } = await client.call("record.list", { kind: "member", ids: missing, limit: BATCH });
    get().learn(records.map((record) => [record.id, record.title] as const));
  },
}));
