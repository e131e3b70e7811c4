/** The figures of 委员履职档案, those of every kind (`db/kinds`). */
import type { DutyFigure, DutySource } from "../../kinds/common/duty.ts";
import { mainModules } from "../../kinds/register.ts";
import { mainKinds } from "../../schema/kinds.ts";

/** In the order of the table's columns. */
export const dutyFigures: readonly DutyFigure[] = requireApart(mainKinds.flatMap((kind) => mainModules[kind].duty));

/** Two kinds' figures of one key would overwrite each other, and the table sorts by `name`, too. */
function requireApart(figures: readonly DutyFigure[]): readonly DutyFigure[] {
  const keys = ["name", ...figures.map(({ key }) => key)];
  const twice = keys.find((key, index) => keys.indexOf(key) < index);
  if (twice !== undefined) throw new Error(`two duty figures are called ${twice}`);
  return figures;
}

/** Every source once, with its figures. */
export const dutySources: ReadonlyMap<DutySource, readonly DutyFigure[]> = Map.groupBy(
  dutyFigures,
  ({ source }) => source,
);
