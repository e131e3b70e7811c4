/** The figures of 委员履职档案, those of every kind (`db/kinds`). */
import type { DutyFigure, DutySource } from "../../kinds/common/duty.ts";
import { mainModules } from "../../kinds/register.ts";
import { mainKinds } from "../../schema/kinds.ts";

/** In the order of the table's columns. */
export const dutyFigures: readonly DutyFigure[] = mainKinds.flatMap((kind) => mainModules[kind].duty);

/** Every source once, with its figures. */
export const dutySources: ReadonlyMap<DutySource, readonly DutyFigure[]> = Map.groupBy(
  dutyFigures,
  ({ source }) => source,
);
