/** A caller's process must not outlive the run that started it, however that ended: its standard input closes then. */
import { Socket } from "node:net";

export function endWithParent(): void {
  process.stdin.once("end", () => process.exit());
  process.stdin.resume();
  // A run that is over by itself is not kept waiting by it.
  if (process.stdin instanceof Socket) process.stdin.unref();
}
