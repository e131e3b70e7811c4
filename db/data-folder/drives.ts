/** What kind of drive a folder is on. The data must be on a disk that cannot be pulled out or lose its network. */

export type Drive =
  | { readonly kind: "fixed" }
  /** `detail` names the share or file system for the message. */
  | { readonly kind: "network"; readonly detail: string }
  | { readonly kind: "removable" }
  /** Memory, or a folder that the system empties. */
  | { readonly kind: "temporary" }
  | { readonly kind: "readOnly" }
  | { readonly kind: "unknown" };

/** How the operating system is asked; tests answer with what real machines said. */
export interface DriveReader {
  readonly platform: NodeJS.Platform;
  /** Text of a file of the system, or null. */
  read(file: string): string | null;
  /** Where a link of the system leads, or null. */
  follow(file: string): string | null;
  /** Output of a command, decoded, or null when it cannot be run. */
  run(command: string, args: readonly string[]): string | null;
}

/** `\\server\share`, on whatever system it is typed. */
export const isUncPath = (folder: string): boolean =>
  /^(\\\\|\/\/)[^\\/?.]/.test(folder) || /^\\\\\?\\UNC\\/i.test(folder);
