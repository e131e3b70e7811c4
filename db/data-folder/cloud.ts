/** Folders that a synchronisation program copies away while they are written: two PCs then overwrite each other's database. */

const services: readonly (readonly [RegExp, string])[] = [
  [/^OneDrive( -.*)?$/i, "OneDrive"],
  [/^(我的坚果云|坚果云|Nutstore( Files)?)$/i, "坚果云"],
  [/^(百度网盘.*|百度云.*|BaiduNetdisk.*|BaiduSync(disk)?.*|BaiduYun.*)$/i, "百度网盘"],
  [/^(WPS ?云(盘|文档).*|WPSDrive|WPS Cloud Files?|WPS云.*)$/i, "WPS云盘"],
  [/^(Dropbox.*)$/i, "Dropbox"],
  [/^(iCloud ?Drive|com~apple~CloudDocs)$/i, "iCloud"],
  [/^(腾讯微云|微云同步.*|Weiyun.*)$/i, "腾讯微云"],
  [/^(阿里云盘.*|aDrive|AliyunDrive.*)$/i, "阿里云盘"],
  [/^(Google ?Drive|GoogleDrive.*)$/i, "Google Drive"],
];

/** The service whose folder this is or lies in, or null. */
export function cloudServiceOf(folder: string): string | null {
  for (const part of folder.split(/[\\/]/)) {
    const found = services.find(([pattern]) => pattern.test(part));
    if (found !== undefined) return found[1];
  }
  return null;
}
