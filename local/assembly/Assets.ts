/** The files a cloud assembly ships beside its templates. */
export interface Assets {
  /** Path of the file or folder that would be uploaded as `key` in `bucket`; undefined where there is none. */
  pathOf(bucket: string, key: string): string | undefined;
}
