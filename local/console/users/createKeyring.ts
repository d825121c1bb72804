import type { UserId } from './User.ts';

/** What proves who somebody is until their browser tab is closed. Passwords are never kept. */
export interface Secret {
  readonly refreshToken?: string;
  readonly apiKey?: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
}

/** The secrets of this session of a browser tab. */
export interface Keyring {
  users(): readonly UserId[];
  get(user: UserId): Secret | undefined;
  put(user: UserId, secret: Secret): void;
  remove(user: UserId): void;
}

const KEY = 'console:secrets';

/** Keeps secrets in a storage that ends with the browser tab. A full storage keeps them until the page is reloaded. */
export function createKeyring(storage: Storage): Keyring {
  const secrets = new Map(read(storage));
  const save = () => {
    try {
      storage.setItem(KEY, JSON.stringify([...secrets]));
    } catch {
      // Storages throw where they are full or switched off: https://html.spec.whatwg.org/multipage/webstorage.html#dom-storage-setitem
      storage.removeItem(KEY);
    }
  };
  return {
    users: () => [...secrets.keys()],
    get: (user) => secrets.get(user),
    put(user, secret) {
      secrets.set(user, secret);
      save();
    },
    remove(user) {
      secrets.delete(user);
      save();
    },
  };
}

function read(storage: Storage): [UserId, Secret][] {
  try {
    // Nobody else writes under this key.
    return JSON.parse(storage.getItem(KEY) ?? '[]') as [UserId, Secret][];
  } catch {
    return [];
  }
}
