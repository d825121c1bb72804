/** Where calendars begin at the address that serves them, and at that of the web app. */
export const calendarPath = '/calendar/';

/** The address of a link. Its secret is 32 random bytes, in 43 characters of Base64 for addresses. */
export const calendarLinkPath = (userId: string, secret: string) =>
  `${calendarPath}${encodeURIComponent(userId)}/${secret}.ics`;

const LINK = /^\/calendar\/(?<userId>[\w%.:@-]{1,200})\/(?<secret>[\w-]{43})\.ics$/;

/** Whose link it says it is, and its secret; undefined for any other path. */
export const parseCalendarLink = (path: string): { userId: string; secret: string } | undefined => {
  const { userId, secret } = LINK.exec(path)?.groups ?? {};
  if (userId === undefined || secret === undefined) return undefined;
  try {
    return { userId: decodeURIComponent(userId), secret };
  } catch {
    // Not decodable, so nobody's.
    return undefined;
  }
};
