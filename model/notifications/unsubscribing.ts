import { languages, type Language } from './kinds.ts';

const unsubscribePath = '/unsubscribe/';

/** The address of a page where somebody ends their e-mails, in the language of the e-mail that names it. */
export const unsubscribeLinkPath = (userId: string, token: string, language: Language) =>
  `${unsubscribePath}${encodeURIComponent(userId)}/${token}?language=${language}`;

/** A token is 32 bytes, in 43 characters of Base64 for addresses. */
const LINK = /^\/unsubscribe\/(?<userId>[\w%.:@-]{1,200})\/(?<token>[\w-]{43})$/;

/** Whose link a path says it is, and its token; undefined for any other path. */
export const parseUnsubscribeLink = (path: string): { userId: string; token: string } | undefined => {
  const { userId, token } = LINK.exec(path)?.groups ?? {};
  if (userId === undefined || token === undefined) return undefined;
  try {
    return { userId: decodeURIComponent(userId), token };
  } catch {
    // Not decodable, so nobody's.
    return undefined;
  }
};

/** The language that an address names; English for any other. */
export const languageNamed = (text: string | undefined): Language =>
  languages.find((language) => language === text) ?? 'EN';
