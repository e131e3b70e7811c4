/** What is typed outside a record's form, place by place, until it is saved or given up. */
import { dropTyped, dropTypedFile, listTyped, listTypedFile, putTyped, putTypedFile } from "../typed.ts";
import type { Part } from "./context.ts";

export const typedHandlers: Part<"typed.put" | "typed.list" | "typed.discard"> = {
  "typed.put": (context, typed) => {
    const row = { ...typed, updatedAt: context.now() };
    if (context.isSetUp) putTyped(context.db, row);
    else putTypedFile(context.homeDir, row);
    return { updatedAt: row.updatedAt };
  },
  "typed.list": (context) => (context.isSetUp ? listTyped(context.db) : listTypedFile(context.homeDir)),
  "typed.discard": (context, { place }) => {
    // The first screen has one place, which may be left behind by a set-up in another folder.
    const wasInFile = place.startsWith("setup") && dropTypedFile(context.homeDir);
    return { discarded: (context.isSetUp && dropTyped(context.db, place)) || wasInFile };
  },
};
