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
  run(command: string, args: readonly string[]): Promise<string | null>;
  /** Which volume answers at a drive's root (`E:\`), or null while none does. No process is started for it. */
  volumeAt(root: string): Promise<string | null>;
  /** Whether this process has a file of the folder open, as far as the system tells. */
  holds(folder: string): boolean;
}

/** A stick, card or disc that is in now. */
export interface Medium {
  /** Another one once it was taken out and put in again. */
  readonly id: string;
  /** Its top folder. */
  readonly folder: string;
  /** The name that its owner gave it; null for one without. */
  readonly label: string | null;
  readonly kind: "stick" | "disc";
  readonly isReadOnly: boolean;
}

export interface MediaWatch {
  /** What is in now. Cheap enough to be asked every other second. */
  now(): Promise<readonly Medium[]>;
}

/** `\\server\share`, on whatever system it is typed. */
export const isUncPath = (folder: string): boolean =>
  /^(\\\\|\/\/)[^\\/?.]/.test(folder) || /^\\\\\?\\UNC\\/i.test(folder);
