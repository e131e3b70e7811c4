/** What a compiled file is for, read from its header: a name says what somebody meant, the header what the system loads. */

export type System = "linux" | "linuxmusl" | "win32" | "darwin";
export type Processor = "x64" | "arm64" | "ia32" | "arm" | "loong64";

export interface Target {
  readonly system: System;
  readonly processor: Processor;
}

/** `e_machine` of the ELF header (gABI, table "ELF Machine"). */
const elfMachines: Readonly<Record<number, Processor>> = {
  0x03: "ia32",
  0x28: "arm",
  0x3e: "x64",
  0xb7: "arm64",
  0x1_02: "loong64",
};
/** `Machine` of the COFF header (PE Format, "Machine Types"). */
const peMachines: Readonly<Record<number, Processor>> = {
  0x01_4c: "ia32",
  0x01_c4: "arm",
  0x86_64: "x64",
  0xaa_64: "arm64",
};
/** `cputype` of the Mach-O header (mach/machine.h). */
const machMachines: Readonly<Record<number, Processor>> = { 0x01_00_00_07: "x64", 0x01_00_00_0c: "arm64" };

/**
 * The system and processor of an ELF, PE or (thin, 64-bit) Mach-O file.
 * @returns null for anything else, a file for an unknown processor, a universal Mach-O or a truncated header
 */
export function targetOf(file: Buffer): Target | null {
  if (file.length < 64) return null;
  if (file.readUInt32BE(0) === 0x7f_45_4c_46) return elfTarget(file);
  if (file.readUInt16BE(0) === 0x4d_5a) return peTarget(file);
  if (file.readUInt32LE(0) === 0xfe_ed_fa_cf) return found("darwin", machMachines[file.readUInt32LE(4)]);
  return null;
}

const found = (system: System, processor: Processor | undefined): Target | null =>
  processor === undefined ? null : { system, processor };

function elfTarget(file: Buffer): Target | null {
  const isLittleEndian = file[5] === 1;
  if (!isLittleEndian) return null;
  // Both C libraries have the same header; the needed library's name lies in the dynamic string table.
  const system = file.includes("libc.musl-") ? "linuxmusl" : "linux";
  return found(system, elfMachines[file.readUInt16LE(18)]);
}

function peTarget(file: Buffer): Target | null {
  const at = file.readUInt32LE(0x3c);
  if (at + 6 > file.length || file.readUInt32BE(at) !== 0x50_45_00_00) return null;
  return found("win32", peMachines[file.readUInt16LE(at + 4)]);
}

export const targetName = (target: Target | null): string =>
  target === null ? "neither ELF, PE nor Mach-O of a known processor" : `${target.system}-${target.processor}`;
