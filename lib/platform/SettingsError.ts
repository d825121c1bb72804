/** A context value the app cannot run with. Its message is for the person who set it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
