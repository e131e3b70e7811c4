/** At a district: the stations' names by their ids. */
import { useMemo } from "react";
import type { StationStatus } from "../../db/api/operations.ts";
import { useQuery } from "./use-query.ts";
import { useIsDistrict } from "./status.ts";

export interface Stations {
  readonly list: readonly StationStatus[];
  /** undefined for the district's own records and at a station. */
  readonly nameOf: (station: string) => string | undefined;
}

/** Empty at a station. */
export function useStations(): Stations {
  const isDistrict = useIsDistrict();
  const { data } = useQuery("district.stations", isDistrict ? {} : null);
  return useMemo(() => {
    const list = data?.stations ?? [];
    const names = new Map(list.map(({ station, name }) => [station, name]));
    return { list, nameOf: (station) => names.get(station) };
  }, [data]);
}
