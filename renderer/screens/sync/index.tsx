/** 同步: at a station the way to the district and back; at a district its stations. */
import { useStatus } from "../../stores/status.ts";
import { DistrictSync } from "./district.tsx";
import { StationSync } from "./station.tsx";
import "../../styles/screens.css";
import "./sync.css";

export function SyncScreen() {
  const status = useStatus((state) => state.status);
  if (status === null) return null;
  return status.role === "district" ? <DistrictSync /> : <StationSync status={status} />;
}
