export const CREATE_LINK = 'mutation { createCalendarLink { url createdOn } }';
export const REVOKE_LINK = 'mutation { revokeCalendarLink }';
