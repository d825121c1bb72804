import { limitExceeded } from './errors.ts';

/** An address or a domain that may be sent from. */
export interface Identity {
  readonly name: string;
  configurationSetName?: string | undefined;
}

export interface ConfigurationSet {
  readonly name: string;
  /** Whether e-mails that name it may be sent. */
  sendingEnabled: boolean;
}

export interface SuppressedAddress {
  readonly address: string;
  readonly reason: 'BOUNCE' | 'COMPLAINT';
  /** Epoch milliseconds. */
  readonly updatedAt: number;
}

export interface StoredTemplate {
  readonly name: string;
  readonly createdAt: number;
  content: TemplateContent;
}

export interface TemplateContent {
  readonly Subject?: string | undefined;
  readonly Text?: string | undefined;
  readonly Html?: string | undefined;
}

/** The resources of the account. */
export interface SesState {
  readonly identities: Bounded<Identity>;
  readonly configurationSets: Bounded<ConfigurationSet>;
  readonly suppressed: Bounded<SuppressedAddress>;
  readonly templates: Bounded<StoredTemplate>;
  /**
   * The identity that an address is sent from: itself, or the nearest domain above it.
   * https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
   */
  identityOf(address: string): Identity | undefined;
}

/** https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MOST_IDENTITIES = 10_000;
const MOST_CONFIGURATION_SETS = 10_000;
/** Chosen, where AWS has 20,000: each may be 500 KB. */
const MOST_TEMPLATES = 100;
/** Chosen: AWS names no quota. */
const MOST_SUPPRESSED = 10_000;

export function createSesState(): SesState {
  const identities = createBounded<Identity>('identities', MOST_IDENTITIES);
  return {
    identities,
    configurationSets: createBounded('configuration sets', MOST_CONFIGURATION_SETS),
    suppressed: createBounded('suppressed addresses', MOST_SUPPRESSED),
    templates: createBounded('templates', MOST_TEMPLATES),
    identityOf(address) {
      const at = address.lastIndexOf('@');
      const own = identities.get(address.slice(0, at) + address.slice(at).toLowerCase());
      if (own) return own;
      // Domains do not differ by case; that addresses do before the `@` is documented for identities.
      let domain = address.slice(at + 1).toLowerCase();
      while (domain !== '') {
        const known = identities.get(domain);
        if (known) return known;
        const dot = domain.indexOf('.');
        domain = dot < 0 ? '' : domain.slice(dot + 1);
      }
      return undefined;
    },
  };
}

/** Things by name, up to a number. */
export interface Bounded<Thing> {
  get(name: string): Thing | undefined;
  has(name: string): boolean;
  /** Throws `LimitExceededException` for one too many. */
  set(name: string, thing: Thing): void;
  /** Whether it was there. */
  delete(name: string): boolean;
  values(): readonly Thing[];
}

function createBounded<Thing>(what: string, most: number): Bounded<Thing> {
  const things = new Map<string, Thing>();
  return {
    get: (name) => things.get(name),
    has: (name) => things.has(name),
    set(name, thing) {
      if (!things.has(name) && things.size >= most) throw limitExceeded(`There are ${most} ${what}.`);
      things.set(name, thing);
    },
    delete: (name) => things.delete(name),
    values: () => [...things.values()],
  };
}
