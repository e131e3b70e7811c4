/**
 * The fuses of an Electron program, read from the file itself. The wire follows a sentinel: its version, its length, then
 * one character a fuse, `0` off, `1` on, `r` removed (Electron's docs/tutorial/fuses.md, "The hard way").
 */

const sentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";

/** Positions on the wire of version 1 (FuseV1Options of @electron/fuses). */
const positions = {
  runAsNode: 0,
  enableNodeOptionsEnvironmentVariable: 2,
  enableNodeCliInspectArguments: 3,
  onlyLoadAppFromAsar: 5,
  grantFileProtocolExtraPrivileges: 7,
} as const;

export type Fuse = keyof typeof positions;

/** What an office PC's program has. The third one lets a debugger, so a test driver too, into the main process. */
export const shippedFuses: Readonly<Record<Fuse, boolean>> = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  onlyLoadAppFromAsar: true,
  grantFileProtocolExtraPrivileges: false,
};

/**
 * Fuses that do not stand as shipped, in every copy of the wire that the file has (a universal build has two).
 * @throws Error when the file has no wire, or one of another version: nothing can be said about it then
 */
export function wrongFuses(program: Buffer): readonly Fuse[] {
  const wires = wiresOf(program);
  if (wires.length === 0) throw new Error("no fuse wire: not an Electron program, or one without fuses");
  const names = Object.keys(positions) as Fuse[];
  return names.filter((fuse) => wires.some((wire) => !standsAs(wire[positions[fuse]], shippedFuses[fuse])));
}

function wiresOf(program: Buffer): readonly string[] {
  const wires: string[] = [];
  for (let at = program.indexOf(sentinel); at !== -1; at = program.indexOf(sentinel, at + 1)) {
    const start = at + sentinel.length;
    const version = program[start];
    const length = program[start + 1];
    if (version !== 1 || length === undefined)
      throw new Error(`fuse wire of version ${String(version)}: only version 1 is known`);
    wires.push(program.toString("latin1", start + 2, start + 2 + length));
  }
  return wires;
}

/** A fuse that this Electron no longer has, or does not have yet, cannot be open. */
const standsAs = (state: string | undefined, isOn: boolean): boolean =>
  state === undefined || state === "r" || state === (isOn ? "1" : "0");
