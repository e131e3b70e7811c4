/** How the table was left, so that coming back from a sheet or a record shows the same rows. */
import { create } from "zustand";
import type { Sorting } from "./rows.ts";

interface DutyView {
  readonly search: string;
  /** null for all stations. */
  readonly station: string | null;
  /** null for all sectors. */
  readonly sector: string | null;
  readonly sorting: Sorting;
  readonly change: (part: Partial<Pick<DutyView, "search" | "station" | "sector" | "sorting">>) => void;
}

export const useDutyView = create<DutyView>()((set) => ({
  search: "",
  station: null,
  sector: null,
  sorting: { by: "name", isDescending: false },
  change: (part) => set(part),
}));
