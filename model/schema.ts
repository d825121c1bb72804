// Generated from schema.graphql by `npx graphql-codegen --config codegen.yml`. Do not edit.
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  AWSDate: { input: string; output: string; }
  AWSDateTime: { input: string; output: string; }
  AWSEmail: { input: string; output: string; }
  AWSIPAddress: { input: string; output: string; }
  AWSJSON: { input: string; output: string; }
  AWSPhone: { input: string; output: string; }
  AWSTime: { input: string; output: string; }
  AWSTimestamp: { input: number; output: number; }
  AWSURL: { input: string; output: string; }
};

export type Address = {
  __typename?: 'Address';
  city: Scalars['String']['output'];
  country: Scalars['String']['output'];
  postalCode: Scalars['String']['output'];
  streetAddress: Scalars['String']['output'];
};

export type AddressInput = {
  city: Scalars['String']['input'];
  country: Scalars['String']['input'];
  postalCode: Scalars['String']['input'];
  streetAddress: Scalars['String']['input'];
};

export type AlarmFigures = {
  __typename?: 'AlarmFigures';
  /** How many there are. */
  count: Scalars['Int']['output'];
  ringing: Array<RingingAlarm>;
};

export type Apartment = {
  __typename?: 'Apartment';
  apartmentNumber: Scalars['String']['output'];
  apartmentStatus: ApartmentStatus;
  apartmentType: ApartmentType;
  /** Null where it is gone. One read for each apartment, where it is selected. */
  building?: Maybe<Building>;
  buildingId: Scalars['ID']['output'];
  /** A person's id, for staff only. */
  caretaker?: Maybe<Scalars['ID']['output']>;
  createdOn: Scalars['AWSDateTime']['output'];
  id: Scalars['ID']['output'];
  /** Whether the caller lives there. */
  isHome: Scalars['Boolean']['output'];
  kitchen: Scalars['Boolean']['output'];
  /** Of a night of which no rate says otherwise, in EUR. Null where it is what is usual for its type. */
  nightlyPrice?: Maybe<Scalars['Float']['output']>;
  numberOfRooms: Scalars['Int']['output'];
  /**
   * Its stays that wait to be confirmed, sorted by day: those that share a night compete, and one of them can be approved. For
   * staff. A page can have fewer than `limit` items although more follow: see `nextToken`.
   */
  pendingBookings: BookingsResult;
  /** Nights at another price: the first rate that is for a night has its price. */
  rates?: Maybe<Array<NightRate>>;
  /** What a stay costs that is requested now, in EUR: the sum of its nights, of which there are at most 90. */
  stayPrice: Scalars['Float']['output'];
  /**
   * The nights that approved stays have, sorted, from one to another, which is the first that is not asked for: at most 366.
   * Nights of stays that are over may be missing.
   */
  takenNights: Array<Scalars['AWSDate']['output']>;
  /** Who lives there, for staff only. */
  tenant?: Maybe<Scalars['ID']['output']>;
  updatedOn: Scalars['AWSDateTime']['output'];
};


export type ApartmentPendingBookingsArgs = {
  pagination?: InputMaybe<Pagination>;
};


export type ApartmentStayPriceArgs = {
  endDate: Scalars['AWSDate']['input'];
  startDate: Scalars['AWSDate']['input'];
};


export type ApartmentTakenNightsArgs = {
  from: Scalars['AWSDate']['input'];
  to: Scalars['AWSDate']['input'];
};

/** A stay: the nights from `startDate` up to, but not including, `endDate`. */
export type ApartmentBooking = Booking & {
  __typename?: 'ApartmentBooking';
  /** Null where it is gone. One read for each booking, where it is selected. */
  apartment?: Maybe<Apartment>;
  apartmentId: Scalars['ID']['output'];
  createdOn: Scalars['AWSDateTime']['output'];
  endDate: Scalars['AWSDate']['output'];
  holdUntil: Scalars['AWSDateTime']['output'];
  id: Scalars['ID']['output'];
  payment?: Maybe<BookingPayment>;
  /** The sum of its nights when they were requested. */
  price?: Maybe<Scalars['Float']['output']>;
  reason?: Maybe<Scalars['String']['output']>;
  startDate: Scalars['AWSDate']['output'];
  status: BookingStatus;
  updatedOn: Scalars['AWSDateTime']['output'];
  user?: Maybe<User>;
  userId: Scalars['ID']['output'];
};

export type ApartmentInput = {
  apartmentNumber: Scalars['String']['input'];
  /** VACANT when absent. */
  apartmentStatus?: InputMaybe<ApartmentStatus>;
  apartmentType: ApartmentType;
  buildingId: Scalars['ID']['input'];
  caretaker?: InputMaybe<Scalars['ID']['input']>;
  kitchen: Scalars['Boolean']['input'];
  numberOfRooms: Scalars['Int']['input'];
  tenant?: InputMaybe<Scalars['ID']['input']>;
};

export type ApartmentStatus =
  | 'OCCUPIED'
  | 'VACANT';

export type ApartmentType =
  | 'DOUBLE_ROOM'
  | 'SINGLE_ROOM'
  | 'VILLA';

export type ApartmentsResult = {
  __typename?: 'ApartmentsResult';
  items: Array<Apartment>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

/** Whether somebody of the staff takes shopping lists, and which one they have. */
export type Availability = {
  __typename?: 'Availability';
  available: Scalars['Boolean']['output'];
  listId?: Maybe<Scalars['ID']['output']>;
  updatedOn: Scalars['AWSDateTime']['output'];
  userId: Scalars['ID']['output'];
};

export type AvailableSlot = {
  __typename?: 'AvailableSlot';
  /** When the slot begins, with the offset of the service's time zone then. */
  dateTime: Scalars['AWSDateTime']['output'];
  /** How many bookings it still takes. */
  free: Scalars['Int']['output'];
};

/** What a person gathers before it is ordered. */
export type Basket = {
  __typename?: 'Basket';
  /** All items that are offered together, in EUR. */
  amount: Scalars['Float']['output'];
  createdOn: Scalars['AWSDateTime']['output'];
  /** Until when an OPEN basket is kept: 14 days from its last change, or up to a day less. */
  expiresOn: Scalars['AWSDateTime']['output'];
  /** Of the order, too, once it is checked out. */
  id: Scalars['ID']['output'];
  /** At most 25, by SKU. */
  items: Array<BasketItem>;
  status: BasketStatus;
  updatedOn: Scalars['AWSDateTime']['output'];
  userId: Scalars['ID']['output'];
  /** Counts its changes. Prices change without it. */
  version: Scalars['Int']['output'];
};

export type BasketItem = {
  __typename?: 'BasketItem';
  /** What the catalogue calls it now; null where nobody offers it. */
  name?: Maybe<Scalars['String']['output']>;
  /** Whether it is sold now. What is not must be removed before the check-out. */
  offered: Scalars['Boolean']['output'];
  /**
   * Price of one unit, in EUR: the catalogue's now, and of a basket that is checked out the order's. Null where nobody
   * offers it.
   */
  price?: Maybe<Scalars['Float']['output']>;
  sku: Scalars['String']['output'];
  units: Scalars['Int']['output'];
};

export type BasketStatus =
  | 'CANCELED'
  | 'CHECKED_OUT'
  | 'EXPIRED'
  | 'OPEN';

export type Booking = {
  createdOn: Scalars['AWSDateTime']['output'];
  /** Until when a PENDING booking waits for confirmation. */
  holdUntil: Scalars['AWSDateTime']['output'];
  id: Scalars['ID']['output'];
  /** The latest one. Only `getBooking` returns it. */
  payment?: Maybe<BookingPayment>;
  /** What it costs, in EUR: as it was when it was requested. Null for bookings from before prices were kept. */
  price?: Maybe<Scalars['Float']['output']>;
  /**
   * Why it ended without success, or that it is delayed: a message about it could not be worked on, and is looked into. Null
   * otherwise.
   */
  reason?: Maybe<Scalars['String']['output']>;
  status: BookingStatus;
  updatedOn: Scalars['AWSDateTime']['output'];
  /** Who booked. Only queries return it; null once the account is deleted. */
  user?: Maybe<User>;
  userId: Scalars['ID']['output'];
};

/** An attempt to pay for a booking. The next may begin once this one has ended without money. */
export type BookingPayment = Payment & {
  __typename?: 'BookingPayment';
  /** In EUR. Null until a worker has taken it up. */
  amount?: Maybe<Scalars['Float']['output']>;
  bookingId: Scalars['ID']['output'];
  createdOn: Scalars['AWSDateTime']['output'];
  paymentId: Scalars['ID']['output'];
  /** How many charges failed and were tried again. */
  paymentRetries: Scalars['Int']['output'];
  paymentStatus: PaymentStatus;
  /** Why it was rejected, failed last, or was refunded. */
  reason?: Maybe<Scalars['String']['output']>;
  /** What was given back of it, in EUR. */
  refunded: Scalars['Float']['output'];
  updatedOn: Scalars['AWSDateTime']['output'];
  userId: Scalars['ID']['output'];
};

/** QUEUED is the status of a ticket only: nothing is stored yet. */
export type BookingStatus =
  | 'APPROVED'
  /** With two L, as always of bookings. Orders, baskets, lists and invoices say CANCELED. */
  | 'CANCELLED'
  | 'COMPLETED'
  | 'EXPIRED'
  | 'PAID'
  | 'PENDING'
  | 'QUEUED'
  | 'REJECTED';

export type BookingStatusUpdate = {
  __typename?: 'BookingStatusUpdate';
  apartmentId?: Maybe<Scalars['ID']['output']>;
  id: Scalars['ID']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  status: BookingStatus;
  /** Of the request that led to it. `npm run trace` shows its path on one machine, X-Ray on AWS. */
  traceId?: Maybe<Scalars['String']['output']>;
  updatedOn: Scalars['AWSDateTime']['output'];
  userId: Scalars['ID']['output'];
};

/** Identifies a request until it is stored, and its booking afterwards. */
export type BookingTicket = {
  __typename?: 'BookingTicket';
  id: Scalars['ID']['output'];
  status: BookingStatus;
};

export type BookingsResult = {
  __typename?: 'BookingsResult';
  items: Array<Booking>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type Building = {
  __typename?: 'Building';
  /** Where people live, so an API key may not read it. */
  address: Address;
  /** The first 100 by apartment number; `listApartments` pages through them all. */
  apartments: Array<Apartment>;
  createdOn: Scalars['AWSDateTime']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  numberOfApartments: Scalars['Int']['output'];
  updatedOn: Scalars['AWSDateTime']['output'];
  /** The owner. A person's id, for staff only. */
  userId: Scalars['ID']['output'];
};

export type BuildingInput = {
  address: AddressInput;
  name: Scalars['String']['input'];
  numberOfApartments: Scalars['Int']['input'];
  /** The owner; the caller when absent. */
  userId?: InputMaybe<Scalars['ID']['input']>;
};

export type BuildingsResult = {
  __typename?: 'BuildingsResult';
  items: Array<Building>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type CalendarLink = {
  __typename?: 'CalendarLink';
  createdOn: Scalars['AWSDateTime']['output'];
  /** Secret: whoever knows it sees the bookings. */
  url: Scalars['String']['output'];
};

export type CostFigures = {
  __typename?: 'CostFigures';
  /** What was counted, such as `1200 operations`, or what is paid for whether it is used or not. */
  counted: Scalars['String']['output'];
  /** USD an hour. */
  hourly: Scalars['Float']['output'];
  service: Scalars['String']['output'];
};

export type CreateApartmentBookingInput = {
  apartmentId: Scalars['ID']['input'];
  /** The caller's own name for this request. For a day, the same request with the same token returns the same ticket. */
  clientToken?: InputMaybe<Scalars['String']['input']>;
  /** YYYY-MM-DD, without an offset; the first morning that is not part of the stay. */
  endDate: Scalars['AWSDate']['input'];
  /** YYYY-MM-DD, without an offset. */
  startDate: Scalars['AWSDate']['input'];
  /** Who books; the caller when absent. Only Admins may name another person. */
  userId?: InputMaybe<Scalars['ID']['input']>;
};

export type CreateServiceBookingInput = {
  /** The caller's own name for this request. For a day, the same request with the same token returns the same ticket. */
  clientToken?: InputMaybe<Scalars['String']['input']>;
  /** When a slot begins that is not over, with any offset. `availableSlots` lists them. */
  dateTime: Scalars['AWSDateTime']['input'];
  /** A product of the catalogue with `slotMinutes`. */
  serviceId: Scalars['ID']['input'];
  /** Not needed: a booking is called what the catalogue calls its service. */
  serviceName?: InputMaybe<Scalars['String']['input']>;
  /** Who books; the caller when absent. Only Admins may name another person. */
  userId?: InputMaybe<Scalars['ID']['input']>;
};

/** A message that was given up, as it was found in its queue. For Admins. */
export type DeadLetter = {
  __typename?: 'DeadLetter';
  /** Of a body of more than 200,000 bytes its beginning. Only `deadLetter` returns it. */
  body?: Maybe<Scalars['String']['output']>;
  /** The size of its body. */
  bodyBytes: Scalars['Int']['output'];
  /** When it was seen to have left its queue. */
  closedOn?: Maybe<Scalars['AWSDateTime']['output']>;
  /** Of the code that gave up. */
  codeVersion?: Maybe<Scalars['String']['output']>;
  deathClass: DeathClass;
  diedOn: Scalars['AWSDateTime']['output'];
  entityId?: Maybe<Scalars['String']['output']>;
  /** What it is about, such as `order`, and its id, as far as the message says. */
  entityType?: Maybe<Scalars['String']['output']>;
  /** An `errorType` of this API, EventBridge's error code, or what ended the function. */
  errorCode: Scalars['String']['output'];
  failingStep?: Maybe<Scalars['String']['output']>;
  firstReceivedOn?: Maybe<Scalars['AWSDateTime']['output']>;
  /** Its message id in SQS. */
  id: Scalars['ID']['output'];
  /** The name of its queue. */
  queue: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  receiveCount?: Maybe<Scalars['Int']['output']>;
  recordedOn: Scalars['AWSDateTime']['output'];
  /** How often it was brought back before. */
  redriveCount: Scalars['Int']['output'];
  sentOn: Scalars['AWSDateTime']['output'];
  status: DeadLetterStatus;
  traceId?: Maybe<Scalars['String']['output']>;
};

/** What letters must have, all of it. */
export type DeadLetterFilter = {
  deathClass?: InputMaybe<DeathClass>;
  /** Those that died before. */
  diedBefore?: InputMaybe<Scalars['AWSDateTime']['input']>;
  /** Those that died at this instant or later. */
  diedFrom?: InputMaybe<Scalars['AWSDateTime']['input']>;
  entityId?: InputMaybe<Scalars['ID']['input']>;
  entityType?: InputMaybe<Scalars['String']['input']>;
  errorCode?: InputMaybe<Scalars['String']['input']>;
  failingStep?: InputMaybe<Scalars['String']['input']>;
};

/** A dead-letter queue with letters, as it was seen last. */
export type DeadLetterQueue = {
  __typename?: 'DeadLetterQueue';
  letters: Scalars['Int']['output'];
  name: Scalars['String']['output'];
  seenOn: Scalars['AWSDateTime']['output'];
};

/** OPEN is in its queue. GONE was moved or deleted from outside, or kept longer than its queue keeps anything. */
export type DeadLetterStatus =
  | 'DISCARDED'
  | 'EDITED'
  | 'GONE'
  | 'OPEN'
  | 'REDRIVEN';

export type DeadLetterUpdate = {
  __typename?: 'DeadLetterUpdate';
  deathClass: DeathClass;
  entityId?: Maybe<Scalars['String']['output']>;
  entityType?: Maybe<Scalars['String']['output']>;
  errorCode: Scalars['String']['output'];
  failingStep?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  queue: Scalars['String']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  status: DeadLetterStatus;
  updatedOn: Scalars['AWSDateTime']['output'];
};

export type DeadLettersResult = {
  __typename?: 'DeadLettersResult';
  items: Array<DeadLetter>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

/**
 * How a message died: at first sight, by its deliveries, without a word of its worker; an event that a rule could not
 * deliver; the place of a stream record that a pipe gave up on.
 */
export type DeathClass =
  | 'EXHAUSTED'
  | 'KILLED'
  | 'PERMANENT'
  | 'UNDELIVERED'
  | 'UNREAD';

export type DeathFigures = {
  __typename?: 'DeathFigures';
  deathClass: DeathClass;
  /** ISO 8601, of the latest. */
  diedOn: Scalars['AWSDateTime']['output'];
  errorCode: Scalars['String']['output'];
  failingStep?: Maybe<Scalars['String']['output']>;
  letters: Scalars['Int']['output'];
  queue: Scalars['String']['output'];
  /** Of one of them. */
  reason: Scalars['String']['output'];
};

export type DiscardDeadLettersInput = {
  /** 1 to 100. */
  ids: Array<Scalars['ID']['input']>;
  /** The name of their queue. */
  queue: Scalars['String']['input'];
  /** Why, for the history, which keeps the letters for about a year. */
  reason: Scalars['String']['input'];
};

export type EventFigures = {
  __typename?: 'EventFigures';
  /** Only a machine counts events by name: CloudWatch has no metric of it. */
  byName?: Maybe<Array<NamedCount>>;
  count: Scalars['Int']['output'];
  /** Deliveries that rules made, and those that failed. */
  delivered: Scalars['Int']['output'];
  failed: Scalars['Int']['output'];
};

export type FunctionFigures = {
  __typename?: 'FunctionFigures';
  /** All of them together. */
  durationMs: Scalars['Float']['output'];
  errors: Scalars['Int']['output'];
  invocations: Scalars['Int']['output'];
  throttles: Scalars['Int']['output'];
};

/** What an order or a booking costs its person, and what became of that. There is one of each that has a payment. */
export type Invoice = {
  __typename?: 'Invoice';
  /** All lines together, in EUR. Null until a worker has taken up a booking's payment. */
  amount?: Maybe<Scalars['Float']['output']>;
  createdOn: Scalars['AWSDateTime']['output'];
  /** A page of HTML that needs nothing else, to be kept or printed. Only `invoice` returns it. */
  document?: Maybe<Scalars['String']['output']>;
  /** `order:<orderId>` or `booking:<bookingId>`. */
  id: Scalars['ID']['output'];
  /** Only `invoice` returns them. */
  lines?: Maybe<Array<InvoiceLine>>;
  /** What was given back of it, in EUR. */
  refunded: Scalars['Float']['output'];
  status: InvoiceStatus;
  updatedOn: Scalars['AWSDateTime']['output'];
  userId: Scalars['ID']['output'];
};

export type InvoiceLine = {
  __typename?: 'InvoiceLine';
  /** In EUR. */
  amount: Scalars['Float']['output'];
  /** Price of one unit, in EUR. Null where the units have several: the nights of a stay. */
  price?: Maybe<Scalars['Float']['output']>;
  text: Scalars['String']['output'];
  units: Scalars['Int']['output'];
};

/** ADJUSTED: paid, and a part was given back. CANCELED: nothing is owed. */
export type InvoiceStatus =
  | 'ADJUSTED'
  | 'CANCELED'
  | 'CREATED'
  | 'PAID';

export type InvoicesResult = {
  __typename?: 'InvoicesResult';
  items: Array<Invoice>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type Language =
  | 'DE'
  | 'EN';

/** What somebody does, or did, to the letters of a queue. For Admins. */
export type LetterRun = {
  __typename?: 'LetterRun';
  /** Such as REDRIVE, EDIT or DISCARD. */
  action: Scalars['String']['output'];
  /** Who, by the name they sign in with. */
  by: Scalars['String']['output'];
  /** Letters that it sent home and that died again. */
  diedAgain: Scalars['Int']['output'];
  /** Letters that were sent home, deleted, or edited. */
  done: Scalars['Int']['output'];
  /** How it ended. */
  ending?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  /** Letters it is about, as far as that was known. */
  planned: Scalars['Int']['output'];
  queue: Scalars['String']['output'];
  /** Why. */
  reason: Scalars['String']['output'];
  startedOn: Scalars['AWSDateTime']['output'];
  status: LetterRunStatus;
  updatedOn: Scalars['AWSDateTime']['output'];
};

/** QUEUED is the status of an answer only: the run has not begun. STOPPED left letters where they were. */
export type LetterRunStatus =
  | 'DONE'
  | 'FAILED'
  | 'QUEUED'
  | 'RUNNING'
  | 'STOPPED';

export type LetterRunsResult = {
  __typename?: 'LetterRunsResult';
  items: Array<LetterRun>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type MinuteFigures = {
  __typename?: 'MinuteFigures';
  delivered: Scalars['Int']['output'];
  events: Scalars['Int']['output'];
  /** Its beginning. */
  minute: Scalars['AWSDateTime']['output'];
  p50?: Maybe<Scalars['Float']['output']>;
  p99?: Maybe<Scalars['Float']['output']>;
  requests: Scalars['Int']['output'];
  waiting: Scalars['Int']['output'];
};

export type MissingUnitsInput = {
  /** Of the list, each SKU once. */
  sku: Scalars['String']['input'];
  /** 1 to what was ordered. */
  units: Scalars['Int']['input'];
};

export type Mutation = {
  __typename?: 'Mutation';
  addProduct: Product;
  /** Adds units of what the catalogue offers, for its owner or staff. Every request adds: nothing tells two from one that is sent again. */
  addToBasket: Basket;
  /** Gives 1 to 50 apartments to a caretaker, all of them or none; without `caretaker` they have none. */
  assignCaretaker: Array<Apartment>;
  /** Takes a list that is AVAILABLE. The caller must be available, and have no other one. */
  assignShoppingList: ShoppingList;
  /** As `payBooking`, but the amount is only held, until it is confirmed or voided. */
  authorizePayment: Booking;
  /** Ends an OPEN basket without an order, for its owner or staff. */
  cancelBasket: Basket;
  /** Cancels a booking, for its owner or staff. Frees its nights, and the person may book again. */
  cancelBooking: Booking;
  /** Cancels an order that is not shipped, for its owner or staff. Returns its units to stock and refunds its payment. */
  cancelOrder: OrderTicket;
  /**
   * Says at which number the caller wants to be texted from now on; null for none. Nothing is sent there until it is verified: a
   * code comes by text, at most three a day, which is good for ten minutes. The number that is verified already stays so.
   */
  changePhone: NotificationPreferences;
  /**
   * Orders what is in the basket, for its owner or staff, as it was seen: where the basket has another version by now, or its
   * items cost another amount (in EUR), it is refused with `BasketChanged`, which says the present ones. The order has the
   * basket's id. The same check-out again returns the same ticket. `deliverTo` is an apartment that the owner lives in or has
   * an approved stay in.
   */
  checkOutBasket: OrderTicket;
  /**
   * Ends a list, for whoever has it or an Admin: its order is READY to be shipped, and what is missing is refunded. Where nothing
   * was found, the list and its order are CANCELED.
   */
  completeShoppingList: ShoppingList;
  confirmBooking: Booking;
  /** Takes the amount that `authorizePayment` had held. The booking's owner or an Admin; `onBookingStatus` delivers the outcome. */
  confirmPayment: Booking;
  createApartment: Apartment;
  createApartmentBooking: BookingTicket;
  createBuilding: Building;
  /**
   * Makes the caller's link to a calendar of their bookings (iCalendar), which any calendar program can follow. It is shown once,
   * and takes the place of an earlier one.
   */
  createCalendarLink: CalendarLink;
  createServiceBooking: BookingTicket;
  createStore: Store;
  createUserAccount: User;
  /** `price` is the new one. */
  decreaseProductPrice: Product;
  /** Refused while somebody lives there, or a booking of it is in progress. */
  deleteApartment: Scalars['Boolean']['output'];
  /** Refused while it has apartments. */
  deleteBuilding: Scalars['Boolean']['output'];
  /** Deletes the caller's own account; Admins may delete anyone's. Refused while bookings are in progress. */
  deleteUserAccount: Scalars['Boolean']['output'];
  /** Marks a shipped order as delivered. */
  deliverOrder: OrderTicket;
  /** What the store sells can be had no longer, from a moment later on. */
  disableStoreParticipation: Store;
  /** A disabled person can make no new requests. */
  disableUser: User;
  /** Begins to delete letters, of which the history keeps copies. For Admins. */
  discardDeadLetters: LetterRun;
  /**
   * Begins to put another body in the place of a letter's: JSON, of 200,000 characters at most. Answers at once. The run does it if
   * the letter's worker takes such a message, and is FAILED with the fields that are wrong if not. The letter gets a new id, which
   * the run's ending names; the history keeps the one before. For Admins.
   */
  editDeadLetter: LetterRun;
  /** What the store sells can be had again. */
  enableStoreParticipation: Store;
  enableUser: User;
  /** `price` is the new one. */
  increaseProductPrice: Product;
  /** Marks 1 to 50 entries of the caller's inbox as read, all of them or none. One that was read before keeps its time. */
  markNotificationsRead: Scalars['Boolean']['output'];
  /**
   * Tells the caller once when a SKU of which nothing is on hand can be had again; with `wanted` false, no more. Where there are
   * units, there is nothing to wait for. It is forgotten after 90 days.
   */
  notifyWhenInStock: StockWatch;
  /** The booking's owner or an Admin pays. Returns the booking as it is now; `onBookingStatus` delivers the outcome. */
  payBooking: Booking;
  /** Idempotent: the same order again has no further effect. Other content under the same id is refused. */
  placeOrder: OrderTicket;
  /** For the backend only. */
  publishBookingStatus: BookingStatusUpdate;
  /** For the backend only. */
  publishDeadLetter: DeadLetterUpdate;
  /** For the backend only. The counts are texts. Who began the run, and why, is read where it is stored. */
  publishLetterRun: LetterRun;
  /** For the backend only. */
  publishNotification: Notification;
  /** For the backend only: publishes these figures, as JSON, or those of CloudWatch. */
  publishOperations: Operations;
  /** For the backend only. */
  publishOrderStatus: OrderStatusUpdate;
  /** For the backend only. */
  publishProductChange: ProductChange;
  /** For the backend only. */
  publishShoppingList: ShoppingListUpdate;
  /** For the backend only. `units` and `version` are numbers in DynamoDB's notation. */
  publishStockLevel: StockLevel;
  rebrandProduct: Product;
  /** Like every change of the catalogue, refused with `VersionConflict` where it is not at the expected version any more. */
  rebrandStore: Store;
  /** Begins to bring letters back to the queue they came from. Answers at once; `onRedrive` tells how far it is. For Admins. */
  redriveDeadLetters: LetterRun;
  /** Gives a list back to the others, for whoever has it or an Admin. */
  releaseShoppingList: ShoppingList;
  /** Takes all units of a SKU out of the basket. What is not in it stays out. */
  removeFromBasket: Basket;
  /** Ends its offer and frees its SKU. The product and its history can still be read. */
  removeProduct: Product;
  /** Adds a lot to a SKU's units. The first lot creates the SKU. */
  restockSku: RestockTicket;
  /** Lets a STUCK saga go on: what it waits for is asked for again. */
  retrySaga: Saga;
  /** Takes the caller's link away, if there is one: whoever has it sees nothing more. */
  revokeCalendarLink: Scalars['Boolean']['output'];
  /** Says what its nights cost from now on, with at most 12 rates. Bookings keep the price they were requested at. */
  setApartmentPrices: Apartment;
  /** Says whether the caller takes shopping lists from now on. One that the caller has already stays theirs. */
  setAvailability: Availability;
  /** Changes the units of a SKU that is in the basket. */
  setBasketUnits: Basket;
  /** Says how the caller is told from now on. */
  setNotificationPreferences: NotificationPreferences;
  /** Marks a paid order as shipped. */
  shipOrder: OrderTicket;
  /** Writes an event's row as given, for tests. Returns false if the row exists. Not deployed where the setting `chaosDoor` is off. */
  simulateRawEvent: Scalars['Boolean']['output'];
  /**
   * Starts a basket, or returns the one that is open: a person has one at a time. For the caller when `userId` is absent; only
   * staff may name another person.
   */
  startBasket: Basket;
  updateApartment: Apartment;
  /** Changes a PENDING booking, for its owner. Its hold is that of a request of the new dates, made when it was made. */
  updateBooking: Booking;
  updateBuilding: Building;
  updateUserAccount: User;
  /** Verifies the caller's number with the code that was sent there. After five wrong codes another one has to be asked for. */
  verifyPhone: NotificationPreferences;
  /** Lets the held amount go, and the booking can be paid again. The booking's owner or an Admin. */
  voidPayment: Booking;
};


export type MutationAddProductArgs = {
  input: ProductInput;
};


export type MutationAddToBasketArgs = {
  basketId: Scalars['ID']['input'];
  sku: Scalars['String']['input'];
  units: Scalars['Int']['input'];
};


export type MutationAssignCaretakerArgs = {
  apartmentIds: Array<Scalars['ID']['input']>;
  caretaker?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationAssignShoppingListArgs = {
  listId: Scalars['ID']['input'];
};


export type MutationAuthorizePaymentArgs = {
  bookingId: Scalars['ID']['input'];
};


export type MutationCancelBasketArgs = {
  basketId: Scalars['ID']['input'];
};


export type MutationCancelBookingArgs = {
  bookingId: Scalars['ID']['input'];
};


export type MutationCancelOrderArgs = {
  orderId: Scalars['ID']['input'];
};


export type MutationChangePhoneArgs = {
  phone?: InputMaybe<Scalars['AWSPhone']['input']>;
};


export type MutationCheckOutBasketArgs = {
  basketId: Scalars['ID']['input'];
  deliverTo?: InputMaybe<Scalars['ID']['input']>;
  expectedAmount: Scalars['Float']['input'];
  version: Scalars['Int']['input'];
};


export type MutationCompleteShoppingListArgs = {
  listId: Scalars['ID']['input'];
  missing?: InputMaybe<Array<MissingUnitsInput>>;
};


export type MutationConfirmBookingArgs = {
  bookingId: Scalars['ID']['input'];
};


export type MutationConfirmPaymentArgs = {
  bookingId: Scalars['ID']['input'];
};


export type MutationCreateApartmentArgs = {
  input: ApartmentInput;
};


export type MutationCreateApartmentBookingArgs = {
  input: CreateApartmentBookingInput;
};


export type MutationCreateBuildingArgs = {
  input: BuildingInput;
};


export type MutationCreateServiceBookingArgs = {
  input: CreateServiceBookingInput;
};


export type MutationCreateStoreArgs = {
  input: StoreInput;
};


export type MutationCreateUserAccountArgs = {
  input: UserInput;
};


export type MutationDecreaseProductPriceArgs = {
  expectedVersion: Scalars['Int']['input'];
  price: Scalars['Float']['input'];
  productId: Scalars['ID']['input'];
};


export type MutationDeleteApartmentArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDeleteBuildingArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDeleteUserAccountArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDeliverOrderArgs = {
  orderId: Scalars['ID']['input'];
};


export type MutationDisableStoreParticipationArgs = {
  expectedVersion: Scalars['Int']['input'];
  storeId: Scalars['ID']['input'];
};


export type MutationDisableUserArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDiscardDeadLettersArgs = {
  input: DiscardDeadLettersInput;
};


export type MutationEditDeadLetterArgs = {
  body: Scalars['AWSJSON']['input'];
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationEnableStoreParticipationArgs = {
  expectedVersion: Scalars['Int']['input'];
  storeId: Scalars['ID']['input'];
};


export type MutationEnableUserArgs = {
  id: Scalars['ID']['input'];
};


export type MutationIncreaseProductPriceArgs = {
  expectedVersion: Scalars['Int']['input'];
  price: Scalars['Float']['input'];
  productId: Scalars['ID']['input'];
};


export type MutationMarkNotificationsReadArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type MutationNotifyWhenInStockArgs = {
  sku: Scalars['String']['input'];
  wanted?: InputMaybe<Scalars['Boolean']['input']>;
};


export type MutationPayBookingArgs = {
  bookingId: Scalars['ID']['input'];
};


export type MutationPlaceOrderArgs = {
  input: PlaceOrderInput;
};


export type MutationPublishBookingStatusArgs = {
  apartmentId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  status: BookingStatus;
  traceId?: InputMaybe<Scalars['String']['input']>;
  updatedOn: Scalars['AWSDateTime']['input'];
  userId: Scalars['ID']['input'];
};


export type MutationPublishDeadLetterArgs = {
  deathClass: DeathClass;
  entityId?: InputMaybe<Scalars['String']['input']>;
  entityType?: InputMaybe<Scalars['String']['input']>;
  errorCode: Scalars['String']['input'];
  failingStep?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  queue: Scalars['String']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  status: DeadLetterStatus;
  updatedOn: Scalars['AWSDateTime']['input'];
};


export type MutationPublishLetterRunArgs = {
  action: Scalars['String']['input'];
  diedAgain: Scalars['String']['input'];
  done: Scalars['String']['input'];
  ending?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  planned: Scalars['String']['input'];
  queue: Scalars['String']['input'];
  startedOn: Scalars['AWSDateTime']['input'];
  status: LetterRunStatus;
  updatedOn: Scalars['AWSDateTime']['input'];
};


export type MutationPublishNotificationArgs = {
  id: Scalars['ID']['input'];
  traceId?: InputMaybe<Scalars['String']['input']>;
  userId: Scalars['ID']['input'];
};


export type MutationPublishOperationsArgs = {
  figures?: InputMaybe<Scalars['AWSJSON']['input']>;
};


export type MutationPublishOrderStatusArgs = {
  orderId: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  status: OrderStatus;
  traceId?: InputMaybe<Scalars['String']['input']>;
  updatedOn: Scalars['AWSDateTime']['input'];
  userId: Scalars['ID']['input'];
};


export type MutationPublishProductChangeArgs = {
  id: Scalars['ID']['input'];
  traceId?: InputMaybe<Scalars['String']['input']>;
};


export type MutationPublishShoppingListArgs = {
  assignedTo?: InputMaybe<Scalars['ID']['input']>;
  buildingId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  status: ShoppingListStatus;
  updatedOn: Scalars['AWSDateTime']['input'];
};


export type MutationPublishStockLevelArgs = {
  sku: Scalars['String']['input'];
  units: Scalars['String']['input'];
  updatedOn: Scalars['AWSDateTime']['input'];
  version: Scalars['String']['input'];
};


export type MutationRebrandProductArgs = {
  description: Scalars['String']['input'];
  expectedVersion: Scalars['Int']['input'];
  name: Scalars['String']['input'];
  productId: Scalars['ID']['input'];
};


export type MutationRebrandStoreArgs = {
  expectedVersion: Scalars['Int']['input'];
  name: Scalars['String']['input'];
  storeId: Scalars['ID']['input'];
};


export type MutationRedriveDeadLettersArgs = {
  input: RedriveDeadLettersInput;
};


export type MutationReleaseShoppingListArgs = {
  listId: Scalars['ID']['input'];
};


export type MutationRemoveFromBasketArgs = {
  basketId: Scalars['ID']['input'];
  sku: Scalars['String']['input'];
};


export type MutationRemoveProductArgs = {
  expectedVersion: Scalars['Int']['input'];
  productId: Scalars['ID']['input'];
};


export type MutationRestockSkuArgs = {
  input: RestockSkuInput;
};


export type MutationRetrySagaArgs = {
  orderId: Scalars['ID']['input'];
};


export type MutationSetApartmentPricesArgs = {
  apartmentId: Scalars['ID']['input'];
  nightlyPrice: Scalars['Float']['input'];
  rates: Array<NightRateInput>;
};


export type MutationSetAvailabilityArgs = {
  available: Scalars['Boolean']['input'];
};


export type MutationSetBasketUnitsArgs = {
  basketId: Scalars['ID']['input'];
  sku: Scalars['String']['input'];
  units: Scalars['Int']['input'];
};


export type MutationSetNotificationPreferencesArgs = {
  input: NotificationPreferencesInput;
};


export type MutationShipOrderArgs = {
  orderId: Scalars['ID']['input'];
};


export type MutationSimulateRawEventArgs = {
  input: RawEventInput;
};


export type MutationStartBasketArgs = {
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationUpdateApartmentArgs = {
  input: UpdateApartmentInput;
};


export type MutationUpdateBookingArgs = {
  input: UpdateBookingInput;
};


export type MutationUpdateBuildingArgs = {
  input: UpdateBuildingInput;
};


export type MutationUpdateUserAccountArgs = {
  input: UpdateUserInput;
};


export type MutationVerifyPhoneArgs = {
  code: Scalars['String']['input'];
};


export type MutationVoidPaymentArgs = {
  bookingId: Scalars['ID']['input'];
};

export type NamedCount = {
  __typename?: 'NamedCount';
  count: Scalars['Int']['output'];
  name: Scalars['String']['output'];
};

/** Nights at another price: of a season, of days of the week, or of such days in a season. */
export type NightRate = {
  __typename?: 'NightRate';
  /** The first night that is not part of it any more. */
  endDate?: Maybe<Scalars['AWSDate']['output']>;
  name: Scalars['String']['output'];
  /** Of the nightly price, in hundredths: 150 is half as much again. */
  percent?: Maybe<Scalars['Int']['output']>;
  /** Of a night, in EUR. */
  price?: Maybe<Scalars['Float']['output']>;
  /** The first night. Without dates, all year. */
  startDate?: Maybe<Scalars['AWSDate']['output']>;
  /** Of the evening. Without them, the whole week. */
  weekdays?: Maybe<Array<Weekday>>;
};

/** With dates, weekdays or both, and with `price` or `percent`. */
export type NightRateInput = {
  /** YYYY-MM-DD, without an offset; the first night that is not part of it any more. */
  endDate?: InputMaybe<Scalars['AWSDate']['input']>;
  /** One line of 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** 1 to 1,000. */
  percent?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 100,000, in whole cents. */
  price?: InputMaybe<Scalars['Float']['input']>;
  /** YYYY-MM-DD, without an offset. */
  startDate?: InputMaybe<Scalars['AWSDate']['input']>;
  weekdays?: InputMaybe<Array<Weekday>>;
};

/** Something that a person was told: an entry of their inbox, which keeps it for 90 days. */
export type Notification = {
  __typename?: 'Notification';
  /** Plain text. */
  body: Scalars['String']['output'];
  bookingId?: Maybe<Scalars['ID']['output']>;
  createdOn: Scalars['AWSDateTime']['output'];
  id: Scalars['ID']['output'];
  kind: NotificationKind;
  orderId?: Maybe<Scalars['ID']['output']>;
  /** Null while it is unread. */
  readOn?: Maybe<Scalars['AWSDateTime']['output']>;
  sku?: Maybe<Scalars['String']['output']>;
  /** One line of plain text, in the language that the person had chosen by then. */
  title: Scalars['String']['output'];
  userId: Scalars['ID']['output'];
};

/** How people are told beside their inbox. */
export type NotificationChannel =
  | 'EMAIL'
  | 'TEXT';

export type NotificationKind =
  /** Whoever asked for it by `notifyWhenInStock` is told once. */
  | 'BACK_IN_STOCK'
  /** For staff. */
  | 'BOOKING_ABOUT_TO_EXPIRE'
  | 'BOOKING_APPROVED'
  | 'BOOKING_EXPIRED'
  | 'BOOKING_REJECTED'
  | 'ORDER_CANCELED'
  | 'ORDER_CREATED'
  | 'ORDER_DELIVERED'
  | 'ORDER_READY'
  /** For a booking or an order. */
  | 'PAYMENT_REFUSED'
  /** The day before a stay or an appointment. */
  | 'STAY_REMINDER';

/** How a person is told. Who has said nothing gets e-mails in English, once their address is verified. */
export type NotificationPreferences = {
  __typename?: 'NotificationPreferences';
  /** Beside the inbox, which gets everything. E-mails go to the account's address while it is verified, texts to `phone` likewise. */
  channels: Array<NotificationChannel>;
  language: Language;
  /** Where texts go: another number than the account's. */
  phone?: Maybe<Scalars['AWSPhone']['output']>;
  phoneVerified: Scalars['Boolean']['output'];
  quietHours?: Maybe<QuietHours>;
  userId: Scalars['ID']['output'];
};

/** What is absent stays as it is. */
export type NotificationPreferencesInput = {
  /** Each once; none for the inbox alone. */
  channels?: InputMaybe<Array<NotificationChannel>>;
  language?: InputMaybe<Language>;
  /** `null` takes them away. */
  quietHours?: InputMaybe<QuietHoursInput>;
};

export type NotificationsResult = {
  __typename?: 'NotificationsResult';
  items: Array<Notification>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

/** What goes through the backend. Counts are of the `seconds` before `updatedOn`; all else is as it was then. For Admins. */
export type Operations = {
  __typename?: 'Operations';
  alarms: AlarmFigures;
  /** At this pace, in USD at list prices. */
  cost: Array<CostFigures>;
  /** Dead letters by what they died of, of the latest 500. Only the query answers it. */
  deaths?: Maybe<Array<DeathFigures>>;
  /** Events on the bus. */
  events: EventFigures;
  functions: FunctionFigures;
  /** Minute by minute, the oldest first. Only the query answers it. */
  history?: Maybe<Array<MinuteFigures>>;
  /** Queues of work, by the worker that they belong to. */
  queues: Array<QueueFigures>;
  requests: RequestFigures;
  seconds: Scalars['Int']['output'];
  source: OperationsSource;
  subscriptions: SubscriptionFigures;
  table: TableFigures;
  updatedOn: Scalars['AWSDateTime']['output'];
  /** What became of messages, by worker. */
  workers: Array<WorkerFigures>;
};

/** Who counted: CloudWatch, by the minute; or the machine that everything runs on, by the second. */
export type OperationsSource =
  | 'CLOUDWATCH'
  | 'MACHINE';

export type Order = {
  __typename?: 'Order';
  /** All lines together, in EUR. */
  amount: Scalars['Float']['output'];
  createdOn: Scalars['AWSDateTime']['output'];
  flow: OrderFlow;
  lines: Array<OrderLine>;
  orderId: Scalars['ID']['output'];
  /** Only `order` returns it. */
  payment?: Maybe<OrderPayment>;
  /**
   * Why it ended without success, or that it is delayed: a message about it could not be worked on, and is looked into. Null
   * otherwise. Only `order` tells of delays.
   */
  reason?: Maybe<Scalars['String']['output']>;
  status: OrderStatus;
  /** What happened to the order, oldest first, for as long as events are kept. Only `order` returns it. */
  timeline?: Maybe<Array<OrderEvent>>;
  updatedOn: Scalars['AWSDateTime']['output'];
  userId: Scalars['ID']['output'];
};

/** Something that happened to an order. */
export type OrderEvent = {
  __typename?: 'OrderEvent';
  /** False for a raw event that has not been applied to the order. */
  applied: Scalars['Boolean']['output'];
  eventData: Scalars['AWSJSON']['output'];
  eventName: Scalars['String']['output'];
  /** When it happened. Null for a raw event that does not say so. */
  occurredOn?: Maybe<Scalars['AWSDateTime']['output']>;
};

/** What orders are searched by. All that is given must hold; absent fields leave nothing out. */
export type OrderFilter = {
  /** Placed at this instant or later. */
  after?: InputMaybe<Scalars['AWSDateTime']['input']>;
  /** Placed earlier than this instant. */
  before?: InputMaybe<Scalars['AWSDateTime']['input']>;
  /** Brought to an apartment of this building. */
  buildingId?: InputMaybe<Scalars['ID']['input']>;
  /** In EUR, in whole cents: all lines together cost at most this. */
  maxAmount?: InputMaybe<Scalars['Float']['input']>;
  /** In EUR, in whole cents: all lines together cost at least this. */
  minAmount?: InputMaybe<Scalars['Float']['input']>;
  /** 1 to 15: at least one line is of one of these SKUs. */
  skus?: InputMaybe<Array<Scalars['String']['input']>>;
  status?: InputMaybe<OrderStatus>;
  /** 1 to 15: at least one line is of one of these stores. */
  storeIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Whose orders. Tenants find their own, whether they say so or not. */
  userId?: InputMaybe<Scalars['ID']['input']>;
};

/** Who moves an order on: workers that each follow the others' events, or a saga that tells them what to do. */
export type OrderFlow =
  | 'CHOREOGRAPHY'
  | 'SAGA';

export type OrderLine = {
  __typename?: 'OrderLine';
  /** Price of one unit, in EUR: the catalogue's when it was ordered, whatever became of it since. */
  price: Scalars['Float']['output'];
  /** Whose price it is. Null where an Admin named another, and in orders from before the catalogue. */
  productId?: Maybe<Scalars['ID']['output']>;
  /** The version of the product that had this price. */
  productVersion?: Maybe<Scalars['Int']['output']>;
  sku: Scalars['String']['output'];
  storeId?: Maybe<Scalars['ID']['output']>;
  units: Scalars['Int']['output'];
};

export type OrderLineInput = {
  /**
   * Price of one unit, in EUR: 0 to 100,000, in whole cents. The catalogue says what it is; a client that names another than
   * is asked now is refused with `PriceChanged`. Only Admins may sell at another price, or what is not offered.
   */
  price?: InputMaybe<Scalars['Float']['input']>;
  /** At least 4 letters, digits or -_.:@ */
  sku: Scalars['String']['input'];
  /** 1 to 1,000,000. */
  units: Scalars['Int']['input'];
};

export type OrderPayment = Payment & {
  __typename?: 'OrderPayment';
  /** In EUR. */
  amount: Scalars['Float']['output'];
  createdOn: Scalars['AWSDateTime']['output'];
  orderId: Scalars['ID']['output'];
  paymentId: Scalars['ID']['output'];
  /** How many charges failed and were tried again. */
  paymentRetries: Scalars['Int']['output'];
  paymentStatus: PaymentStatus;
  /** Why it was rejected, failed last, or was refunded. */
  reason?: Maybe<Scalars['String']['output']>;
  /** What was given back of it, in EUR: of units that were missing, or all of it. */
  refunded: Scalars['Float']['output'];
  updatedOn: Scalars['AWSDateTime']['output'];
  userId: Scalars['ID']['output'];
};

export type OrderPaymentsResult = {
  __typename?: 'OrderPaymentsResult';
  items: Array<OrderPayment>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

/** QUEUED is the status of a ticket only: nothing is stored yet. */
export type OrderStatus =
  /** With one L, as always of orders. Bookings say CANCELLED. */
  | 'CANCELED'
  | 'CREATED'
  | 'DELIVERED'
  | 'PAYMENT_ACCEPTED'
  | 'PAYMENT_REJECTED'
  | 'QUEUED'
  /** All that could be had is picked. Only orders with a shopping list become READY. */
  | 'READY'
  | 'SHIPPED'
  | 'STOCK_ALLOCATED'
  | 'STOCK_DEPLETED';

export type OrderStatusUpdate = {
  __typename?: 'OrderStatusUpdate';
  orderId: Scalars['ID']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  status: OrderStatus;
  /** Of the request that led to it. `npm run trace` shows its path on one machine, X-Ray on AWS. */
  traceId?: Maybe<Scalars['String']['output']>;
  updatedOn: Scalars['AWSDateTime']['output'];
  userId: Scalars['ID']['output'];
};

/** Identifies an order. */
export type OrderTicket = {
  __typename?: 'OrderTicket';
  id: Scalars['ID']['output'];
  status: OrderStatus;
};

export type OrdersResult = {
  __typename?: 'OrdersResult';
  items: Array<Order>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type Pagination = {
  /** 1 to 100, 20 when absent; for `listSkus` 1 to 1,000, 50 when absent. */
  limit?: InputMaybe<Scalars['Int']['input']>;
  /** From the page before. */
  nextToken?: InputMaybe<Scalars['String']['input']>;
};

export type PathLevel =
  /** A failure, a death, a denial. */
  | 'ERROR'
  | 'OK'
  /** A refusal, a retry, a conflict. */
  | 'WARNING';

export type PathStep = {
  __typename?: 'PathStep';
  /** After the path began. */
  atMs: Scalars['Float']['output'];
  /** How many steps led to it: 0 of what began the path. */
  depth: Scalars['Int']['output'];
  /** Null of a moment. */
  durationMs?: Maybe<Scalars['Float']['output']>;
  /** Such as `request` or `invocation`; the kind of an AWS resource where nothing finer is known. */
  kind: Scalars['String']['output'];
  level: PathLevel;
  name: Scalars['String']['output'];
  /** Why, of a warning or an error. */
  reason?: Maybe<Scalars['String']['output']>;
  text: Scalars['String']['output'];
};

export type Payment = {
  /** In EUR. Null until a worker has taken up a booking's payment. */
  amount?: Maybe<Scalars['Float']['output']>;
  createdOn: Scalars['AWSDateTime']['output'];
  paymentId: Scalars['ID']['output'];
  /** How many charges failed and were tried again. */
  paymentRetries: Scalars['Int']['output'];
  paymentStatus: PaymentStatus;
  /** Why it was rejected, failed last, or was refunded. */
  reason?: Maybe<Scalars['String']['output']>;
  /** What was given back of it, in EUR. */
  refunded: Scalars['Float']['output'];
  updatedOn: Scalars['AWSDateTime']['output'];
  userId: Scalars['ID']['output'];
};

/**
 * AUTHORIZED: the amount is held and not taken yet. VOIDED: what was held was let go. ACCEPTED: the amount was taken, of which a
 * part may have been refunded since. REFUNDED: all of it was.
 */
export type PaymentStatus =
  | 'PAYMENT_ACCEPTED'
  | 'PAYMENT_AUTHORIZED'
  | 'PAYMENT_FAILED'
  | 'PAYMENT_PENDING'
  | 'PAYMENT_REFUNDED'
  | 'PAYMENT_REJECTED'
  | 'PAYMENT_VOIDED';

export type PaymentsResult = {
  __typename?: 'PaymentsResult';
  items: Array<Payment>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type PlaceOrderInput = {
  /** 1 to 25. Lines that name one SKU twice are summed. */
  lines: Array<OrderLineInput>;
  /** The caller's own name for the order, at least 4 letters, digits or -_.:@. The same order sent again returns the same ticket. */
  orderId: Scalars['ID']['input'];
  /** Who orders; the caller when absent. Only Admins may name another person. */
  userId?: InputMaybe<Scalars['ID']['input']>;
};

/** What a store sells. With `sku` it has stock and is ordered; with `slotMinutes` it is a service, of which slots are booked. */
export type Product = {
  __typename?: 'Product';
  /** How many are served in a slot. */
  capacity?: Maybe<Scalars['Int']['output']>;
  createdOn: Scalars['AWSDateTime']['output'];
  description: Scalars['String']['output'];
  /** Every change there was, oldest first. */
  history: ProductHistory;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** False once it was removed. */
  offered: Scalars['Boolean']['output'];
  /** Of one unit or one slot, in EUR. */
  price: Scalars['Float']['output'];
  sku?: Maybe<Scalars['String']['output']>;
  slotMinutes?: Maybe<Scalars['Int']['output']>;
  storeId: Scalars['ID']['output'];
  /** Where the service's days begin at midnight, such as Europe/Berlin. */
  timeZone?: Maybe<Scalars['String']['output']>;
  updatedOn: Scalars['AWSDateTime']['output'];
  /** 1 when it is added, and one more with each change. */
  version: Scalars['Int']['output'];
};


/** What a store sells. With `sku` it has stock and is ordered; with `slotMinutes` it is a service, of which slots are booked. */
export type ProductHistoryArgs = {
  pagination?: InputMaybe<Pagination>;
};

/** A product as it is after a change. */
export type ProductChange = {
  __typename?: 'ProductChange';
  description: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** False once it was removed. */
  offered: Scalars['Boolean']['output'];
  /** In EUR. */
  price: Scalars['Float']['output'];
  storeId: Scalars['ID']['output'];
  /** Of the request that led to it. `npm run trace` shows its path on one machine, X-Ray on AWS. */
  traceId?: Maybe<Scalars['String']['output']>;
  updatedOn: Scalars['AWSDateTime']['output'];
  /** Changes may arrive in another order than they were made in: the one with the greatest version is current. */
  version: Scalars['Int']['output'];
};

/** A change of a product, with what it changed. */
export type ProductEvent = {
  __typename?: 'ProductEvent';
  /** A person's id, for staff only. */
  changedBy?: Maybe<Scalars['ID']['output']>;
  description?: Maybe<Scalars['String']['output']>;
  /** Such as PRODUCT_PRICE_INCREASED_EVENT. */
  eventName: Scalars['String']['output'];
  name?: Maybe<Scalars['String']['output']>;
  /** In EUR. */
  price?: Maybe<Scalars['Float']['output']>;
  updatedOn: Scalars['AWSDateTime']['output'];
  /** Which it made. */
  version: Scalars['Int']['output'];
};

export type ProductHistory = {
  __typename?: 'ProductHistory';
  items: Array<ProductEvent>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

/** With `sku`, with `slotMinutes`, or with both. */
export type ProductInput = {
  /** 1 to 100. */
  capacity?: InputMaybe<Scalars['Int']['input']>;
  /** One line of 1 to 500 characters. */
  description: Scalars['String']['input'];
  /** One line of 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** Of one unit or one slot, in EUR: 0 to 100,000, in whole cents. */
  price: Scalars['Float']['input'];
  /** At least 4 letters, digits or -_.:@. It belongs to one product. */
  sku?: InputMaybe<Scalars['String']['input']>;
  /** 5 to 1,440. A service also has `capacity` and `timeZone`. */
  slotMinutes?: InputMaybe<Scalars['Int']['input']>;
  storeId: Scalars['ID']['input'];
  /** As IANA names it, such as Europe/Berlin, or UTC. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

export type ProductsResult = {
  __typename?: 'ProductsResult';
  items: Array<Product>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  __typename?: 'Query';
  apartment?: Maybe<Apartment>;
  /** Whether the caller takes shopping lists, and which one they have; null where they never said so. */
  availability?: Maybe<Availability>;
  /**
   * The slots of a service that have not begun, full ones too, from one day of its time zone to another, which is the last:
   * at most 31 days, and fewer where their slots would be more than 500.
   */
  availableSlots: Array<AvailableSlot>;
  /** Tenants read their own, staff anyone's. */
  basket?: Maybe<Basket>;
  /** Sorted by day. Tenants read their own, staff anyone's; the caller's own when `userId` is absent. */
  bookingsPerUser: BookingsResult;
  /**
   * Those of a city, sorted by postal code. With `postalCode`, those of which the code begins so. Capitals do not matter, nor
   * does space around a name.
   */
  buildingsByArea: BuildingsResult;
  /** Those of one owner, the oldest first: the caller's own when `userId` is absent. Staff may ask for anyone's. */
  buildingsByOwner: BuildingsResult;
  /** What a store offers, in the order in which it was added. */
  catalog: ProductsResult;
  /** Also a letter that has left its queue, for as long as events are kept. For Admins. */
  deadLetter?: Maybe<DeadLetter>;
  /** Who did what to which letters, when and why: the runs of a month (YYYY-MM, this one when absent), latest first. For Admins. */
  deadLetterHistory: LetterRunsResult;
  /** The queues that have letters. For Admins. */
  deadLetterQueues: Array<DeadLetterQueue>;
  /**
   * The letters that lie in one dead-letter queue, or in all, oldest death first. For Admins. With `filter`, a page can have
   * fewer than `limit` items although more follow: see `nextToken`.
   */
  deadLetters: DeadLettersResult;
  /** Sorted by day. */
  getAllBookingsPerApartment: BookingsResult;
  getAllUserAccounts: UsersResult;
  getBooking?: Maybe<Booking>;
  getBuilding?: Maybe<Building>;
  getUserAccount?: Maybe<User>;
  /** With its document. Null where nothing was paid for yet. Tenants read their own, staff anyone's. */
  invoice?: Maybe<Invoice>;
  /** The invoices of what `paymentsPerUser` returns, each once, in the same order. */
  invoicesPerUser: InvoicesResult;
  /** With `status`, a page can have fewer than `limit` items although more follow: see `nextToken`. */
  listApartments: ApartmentsResult;
  listBuildings: BuildingsResult;
  /**
   * The payments of the orders that `listOrders` returns, or of one order. A page can have fewer than `limit` items
   * although more follow: see `nextToken`.
   */
  listOrderPayments: OrderPaymentsResult;
  /**
   * Sorted by the time they were placed, ascending by default. Tenants read their own; staff those of `userId`, or all
   * when it is absent.
   */
  listOrders: OrdersResult;
  /** Sorted by name, ascending by default. With `sku`, only that one. */
  listSkus: SkusResult;
  /**
   * In the order in which they were created. With `participating`, a page can have fewer than `limit` items although more
   * follow: see `nextToken`.
   */
  listStores: StoresResult;
  /** How a person is told: the caller, or for Admins anyone. */
  notificationPreferences: NotificationPreferences;
  /**
   * What a person was told, the latest first: the caller, or for Admins anyone. With `unreadOnly`, a page can have fewer than
   * `limit` items although more follow: see `nextToken`.
   */
  notifications: NotificationsResult;
  /** The open basket of a person, or null. Tenants read their own, staff anyone's; the caller's own when `userId` is absent. */
  openBasket?: Maybe<Basket>;
  /**
   * What went through the backend in the latest minutes, 60 when absent, at most 180. Whoever asks is published to, by
   * `onOperations`, for the next quarter of an hour. For Admins.
   */
  operations: Operations;
  /** With its timeline and its payment. Tenants read their own, staff anyone's. */
  order?: Maybe<Order>;
  /** The latest payment of a booking; null where there is none. Tenants read their own, staff anyone's. */
  paymentOfBooking?: Maybe<BookingPayment>;
  /**
   * A person's payments: those of orders, by the time they were placed, then those of bookings, by the time they began. Tenants
   * read their own, staff anyone's; the caller's own when `userId` is absent. A page can have fewer than `limit` items although
   * more follow: see `nextToken`.
   */
  paymentsPerUser: PaymentsResult;
  /**
   * Appointments of all services that wait to be confirmed and have not begun, by when they are. A page has fewer than `limit`
   * items only at the end, or where it took reading 400 rows to find them: go on with `nextToken`.
   */
  pendingAppointments: BookingsResult;
  /** A product as it is, or as it was at a version. Also one that was removed. */
  product?: Maybe<Product>;
  /**
   * The path of one request, by the id of its trace (`1-5b2f…`): dead letters, subscriptions, events and lines of log name it. Null where
   * X-Ray has nothing of it: on AWS it records one request of twenty, for 30 days. For Admins.
   */
  requestPath?: Maybe<RequestPath>;
  /** The saga of an order with a delivery; null of any other. */
  saga?: Maybe<Saga>;
  /**
   * The orders for which all of `filter` holds, sorted as in `listOrders`. Tenants find their own, staff anybody's. A page has
   * fewer than `limit` items only at the end, or where it took reading 1,400 rows to find them: go on with `nextToken`, which
   * is good for the same person and the same filter. An order can be found by status or building only a moment after it
   * changed.
   */
  searchOrders: OrdersResult;
  shoppingList?: Maybe<ShoppingList>;
  /**
   * Shopping lists by status and, within it, by age: of one building or of all. For staff. The list is read from an index, which
   * is a moment behind: `shoppingList` tells the present.
   */
  shoppingLists: ShoppingListsResult;
  /** What the caller waits for, by `notifyWhenInStock`. */
  stockWatches: StockWatchesResult;
  store?: Maybe<Store>;
  /** Sagas that wait for staff: retry them, or cancel their orders. Oldest first. */
  stuckSagas: SagasResult;
};


export type QueryApartmentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAvailableSlotsArgs = {
  from: Scalars['AWSDate']['input'];
  serviceId: Scalars['ID']['input'];
  to: Scalars['AWSDate']['input'];
};


export type QueryBasketArgs = {
  id: Scalars['ID']['input'];
};


export type QueryBookingsPerUserArgs = {
  pagination?: InputMaybe<Pagination>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryBuildingsByAreaArgs = {
  city: Scalars['String']['input'];
  country: Scalars['String']['input'];
  pagination?: InputMaybe<Pagination>;
  postalCode?: InputMaybe<Scalars['String']['input']>;
};


export type QueryBuildingsByOwnerArgs = {
  pagination?: InputMaybe<Pagination>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryCatalogArgs = {
  pagination?: InputMaybe<Pagination>;
  storeId: Scalars['ID']['input'];
};


export type QueryDeadLetterArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDeadLetterHistoryArgs = {
  month?: InputMaybe<Scalars['String']['input']>;
  pagination?: InputMaybe<Pagination>;
};


export type QueryDeadLettersArgs = {
  filter?: InputMaybe<DeadLetterFilter>;
  pagination?: InputMaybe<Pagination>;
  queue?: InputMaybe<Scalars['String']['input']>;
};


export type QueryGetAllBookingsPerApartmentArgs = {
  apartmentId: Scalars['ID']['input'];
  pagination?: InputMaybe<Pagination>;
};


export type QueryGetAllUserAccountsArgs = {
  pagination?: InputMaybe<Pagination>;
};


export type QueryGetBookingArgs = {
  id: Scalars['ID']['input'];
};


export type QueryGetBuildingArgs = {
  id: Scalars['ID']['input'];
};


export type QueryGetUserAccountArgs = {
  id: Scalars['ID']['input'];
};


export type QueryInvoiceArgs = {
  id: Scalars['ID']['input'];
};


export type QueryInvoicesPerUserArgs = {
  pagination?: InputMaybe<Pagination>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryListApartmentsArgs = {
  buildingId: Scalars['ID']['input'];
  pagination?: InputMaybe<Pagination>;
  status?: InputMaybe<ApartmentStatus>;
};


export type QueryListBuildingsArgs = {
  pagination?: InputMaybe<Pagination>;
};


export type QueryListOrderPaymentsArgs = {
  orderId?: InputMaybe<Scalars['ID']['input']>;
  pagination?: InputMaybe<Pagination>;
  sortDirection?: InputMaybe<SortDirection>;
};


export type QueryListOrdersArgs = {
  pagination?: InputMaybe<Pagination>;
  sortDirection?: InputMaybe<SortDirection>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryListSkusArgs = {
  pagination?: InputMaybe<Pagination>;
  sku?: InputMaybe<Scalars['String']['input']>;
  sortDirection?: InputMaybe<SortDirection>;
};


export type QueryListStoresArgs = {
  pagination?: InputMaybe<Pagination>;
  participating?: InputMaybe<Scalars['Boolean']['input']>;
};


export type QueryNotificationPreferencesArgs = {
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryNotificationsArgs = {
  pagination?: InputMaybe<Pagination>;
  unreadOnly?: InputMaybe<Scalars['Boolean']['input']>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryOpenBasketArgs = {
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryOperationsArgs = {
  minutes?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryOrderArgs = {
  orderId: Scalars['ID']['input'];
};


export type QueryPaymentOfBookingArgs = {
  bookingId: Scalars['ID']['input'];
};


export type QueryPaymentsPerUserArgs = {
  pagination?: InputMaybe<Pagination>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryPendingAppointmentsArgs = {
  pagination?: InputMaybe<Pagination>;
};


export type QueryProductArgs = {
  id: Scalars['ID']['input'];
  version?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryRequestPathArgs = {
  traceId: Scalars['ID']['input'];
};


export type QuerySagaArgs = {
  orderId: Scalars['ID']['input'];
};


export type QuerySearchOrdersArgs = {
  filter?: InputMaybe<OrderFilter>;
  pagination?: InputMaybe<Pagination>;
  sortDirection?: InputMaybe<SortDirection>;
};


export type QueryShoppingListArgs = {
  id: Scalars['ID']['input'];
};


export type QueryShoppingListsArgs = {
  buildingId?: InputMaybe<Scalars['ID']['input']>;
  pagination?: InputMaybe<Pagination>;
  status?: InputMaybe<ShoppingListStatus>;
};


export type QueryStockWatchesArgs = {
  pagination?: InputMaybe<Pagination>;
};


export type QueryStoreArgs = {
  id: Scalars['ID']['input'];
};


export type QueryStuckSagasArgs = {
  pagination?: InputMaybe<Pagination>;
};

/** Who sends to a queue. */
export type QueueFeed =
  | 'EVENT'
  | 'MUTATION';

export type QueueFigures = {
  __typename?: 'QueueFigures';
  /** The queue of its dead letters, as `deadLetters` and its mutations name it. */
  deadLetterQueue?: Maybe<Scalars['String']['output']>;
  deadLetters: Scalars['Int']['output'];
  deleted: Scalars['Int']['output'];
  fedBy: QueueFeed;
  inFlight: Scalars['Int']['output'];
  name: Scalars['String']['output'];
  /** How long the message has waited that has waited longest. */
  oldestSeconds?: Maybe<Scalars['Int']['output']>;
  received: Scalars['Int']['output'];
  sent: Scalars['Int']['output'];
  /** The worker. */
  step: Scalars['String']['output'];
  waiting: Scalars['Int']['output'];
};

/** When nothing is sent outside of the inbox: it waits until they are over. */
export type QuietHours = {
  __typename?: 'QuietHours';
  /** A time of day, such as 22:00. */
  from: Scalars['String']['output'];
  /** As IANA names it, such as Europe/Berlin, or UTC. */
  timeZone: Scalars['String']['output'];
  /** A time of day, such as 07:30, of the next day if it is earlier than `from`. */
  to: Scalars['String']['output'];
};

export type QuietHoursInput = {
  /** A time of day, such as 22:00. */
  from: Scalars['String']['input'];
  /** As IANA names it, such as Europe/Berlin, or UTC. */
  timeZone: Scalars['String']['input'];
  /** A time of day, such as 07:30, of the next day if it is earlier than `from`. */
  to: Scalars['String']['input'];
};

/** An event's row, as it will be stored in the table. */
export type RawEventInput = {
  eventData: Scalars['AWSJSON']['input'];
  eventName: Scalars['String']['input'];
  pk: Scalars['String']['input'];
  sk: Scalars['String']['input'];
};

/** Which letters go home, and how. */
export type RedriveDeadLettersInput = {
  filter?: InputMaybe<DeadLetterFilter>;
  /** 1 to 100. All that the filter lets through when absent. A letter that was brought back three times goes only if it is named. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The name of their queue. */
  queue: Scalars['String']['input'];
  /** Whether 1 % go first, then 10 %, then all, each once the ones before did not die again. It stops where they do. */
  ramp?: InputMaybe<Scalars['Boolean']['input']>;
  /** Messages a second, 1 to 1,000; as many as go when absent. */
  rate?: InputMaybe<Scalars['Int']['input']>;
  /** Why, for the history. */
  reason: Scalars['String']['input'];
};

/** Percentiles are of the slowest minute, where counts are of several. */
export type RequestFigures = {
  __typename?: 'RequestFigures';
  count: Scalars['Int']['output'];
  /** Failed by the API itself (5xx). */
  failed: Scalars['Int']['output'];
  p50?: Maybe<Scalars['Float']['output']>;
  p99?: Maybe<Scalars['Float']['output']>;
  /** Refused as a whole (4xx). Errors of a field are in an answer that is none of them. */
  refused: Scalars['Int']['output'];
};

/** The path of one request: what it caused, as X-Ray has it. */
export type RequestPath = {
  __typename?: 'RequestPath';
  /** To the latest that is known of it. A message that waits may still add to it. */
  durationMs: Scalars['Float']['output'];
  /** The worst of its steps. */
  level: PathLevel;
  /** Steps beyond the first 500. */
  omitted: Scalars['Int']['output'];
  /** What began it, such as `mutation placeOrder`. */
  operation: Scalars['String']['output'];
  startedOn: Scalars['AWSDateTime']['output'];
  /** Each behind the one that caused it, in the order in which they began. */
  steps: Array<PathStep>;
  traceId: Scalars['ID']['output'];
};

export type RestockSkuInput = {
  /** The name of the lot, at least 4 letters, digits or -_.:@. The same lot is added only once. */
  lotId: Scalars['String']['input'];
  /** At least 4 letters, digits or -_.:@ */
  sku: Scalars['String']['input'];
  /** 1 to 1,000,000. A lot that would bring the SKU above 1,000,000,000 on hand becomes a dead letter. */
  units: Scalars['Int']['input'];
};

/** QUEUED is the status of a ticket only. */
export type RestockStatus =
  | 'QUEUED';

/** Identifies a restock by its lot. */
export type RestockTicket = {
  __typename?: 'RestockTicket';
  id: Scalars['ID']['output'];
  status: RestockStatus;
};

export type RingingAlarm = {
  __typename?: 'RingingAlarm';
  /** What its author wrote for whoever is woken. */
  description?: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
  /** In CloudWatch's words. */
  reason: Scalars['String']['output'];
  since: Scalars['AWSDateTime']['output'];
};

/** Where the creation of an order is that is brought to an apartment. For staff. */
export type Saga = {
  __typename?: 'Saga';
  /** How often that was asked for again. */
  attempt: Scalars['Int']['output'];
  /** What it waits for; null once it has ended. */
  command?: Maybe<Scalars['String']['output']>;
  /** When it counts as STUCK; null once it has ended. */
  deadline?: Maybe<Scalars['AWSDateTime']['output']>;
  /** How the order ends; null while nothing went wrong. */
  endsAs?: Maybe<OrderStatus>;
  /** By command, for as long as events are kept. Only `saga` returns it. */
  events?: Maybe<Array<SagaEvent>>;
  orderId: Scalars['ID']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  startedOn: Scalars['AWSDateTime']['output'];
  status: SagaStatus;
  updatedOn: Scalars['AWSDateTime']['output'];
};

/** A command of a saga, its reply, or what else became of it. */
export type SagaEvent = {
  __typename?: 'SagaEvent';
  /** Which command it is about, counted from 1. */
  commandNumber: Scalars['Int']['output'];
  eventName: Scalars['String']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  updatedOn: Scalars['AWSDateTime']['output'];
};

/**
 * RUNNING does its steps, COMPENSATING undoes those it began. STUCK: nobody answered in time, and staff decides. COMPLETED: the order
 * is paid, listed and approved. REJECTED: nothing is held, charged or listed.
 */
export type SagaStatus =
  | 'COMPENSATING'
  | 'COMPLETED'
  | 'REJECTED'
  | 'RUNNING'
  | 'STUCK';

export type SagasResult = {
  __typename?: 'SagasResult';
  items: Array<Saga>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

/** An appointment for a service. */
export type ServiceBooking = Booking & {
  __typename?: 'ServiceBooking';
  createdOn: Scalars['AWSDateTime']['output'];
  /** When the appointment is, in UTC. */
  dateTime: Scalars['AWSDateTime']['output'];
  holdUntil: Scalars['AWSDateTime']['output'];
  id: Scalars['ID']['output'];
  payment?: Maybe<BookingPayment>;
  price?: Maybe<Scalars['Float']['output']>;
  reason?: Maybe<Scalars['String']['output']>;
  /** A product of the catalogue. */
  serviceId: Scalars['ID']['output'];
  /** As it was called when it was requested. */
  serviceName: Scalars['String']['output'];
  status: BookingStatus;
  updatedOn: Scalars['AWSDateTime']['output'];
  user?: Maybe<User>;
  userId: Scalars['ID']['output'];
};

export type ShoppingItem = {
  __typename?: 'ShoppingItem';
  /** What was not found of it. */
  missing: Scalars['Int']['output'];
  /** As the catalogue had it when the list was made. */
  name: Scalars['String']['output'];
  sku: Scalars['String']['output'];
  /** What was ordered. */
  units: Scalars['Int']['output'];
};

/** What somebody fetches for an order, and where it goes. For staff. */
export type ShoppingList = {
  __typename?: 'ShoppingList';
  apartmentId: Scalars['ID']['output'];
  apartmentNumber: Scalars['String']['output'];
  /** Who has it, or completed it. */
  assignedTo?: Maybe<Scalars['ID']['output']>;
  buildingId: Scalars['ID']['output'];
  createdOn: Scalars['AWSDateTime']['output'];
  /** Its order's: an order has one list. */
  id: Scalars['ID']['output'];
  orderId: Scalars['ID']['output'];
  status: ShoppingListStatus;
  stops: Array<ShoppingStop>;
  updatedOn: Scalars['AWSDateTime']['output'];
};

/** PENDING waits for its order's payment. Only an ASSIGNED list can be completed, which makes its order READY. */
export type ShoppingListStatus =
  | 'ASSIGNED'
  | 'AVAILABLE'
  | 'CANCELED'
  | 'COMPLETED'
  | 'PENDING';

export type ShoppingListUpdate = {
  __typename?: 'ShoppingListUpdate';
  assignedTo?: Maybe<Scalars['ID']['output']>;
  buildingId: Scalars['ID']['output'];
  id: Scalars['ID']['output'];
  status: ShoppingListStatus;
  updatedOn: Scalars['AWSDateTime']['output'];
};

export type ShoppingListsResult = {
  __typename?: 'ShoppingListsResult';
  items: Array<ShoppingList>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

/** What is to be fetched from one store. */
export type ShoppingStop = {
  __typename?: 'ShoppingStop';
  items: Array<ShoppingItem>;
  /** Null where neither the order nor the catalogue names one. */
  storeId?: Maybe<Scalars['ID']['output']>;
};

/** An article that can be ordered, and how many units of it are on hand. */
export type Sku = {
  __typename?: 'Sku';
  sku: Scalars['String']['output'];
  units: Scalars['Int']['output'];
  /** When the last change began. Concurrent changes may be stored in another order: compare `version`. */
  updatedOn: Scalars['AWSDateTime']['output'];
  /** Counts the changes of `units`. Of two levels of one SKU, the one with the greater version is the later. */
  version: Scalars['Int']['output'];
};

export type SkusResult = {
  __typename?: 'SkusResult';
  items: Array<Sku>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type SortDirection =
  | 'ASC'
  | 'DESC';

export type StockLevel = {
  __typename?: 'StockLevel';
  sku: Scalars['String']['output'];
  units: Scalars['Int']['output'];
  updatedOn: Scalars['AWSDateTime']['output'];
  /** Levels may arrive in another order than they were stored in: the one with the greatest version is current. */
  version: Scalars['Int']['output'];
};

/** Whether a person waits for a SKU to be back in stock. */
export type StockWatch = {
  __typename?: 'StockWatch';
  sku: Scalars['String']['output'];
  watched: Scalars['Boolean']['output'];
};

export type StockWatchesResult = {
  __typename?: 'StockWatchesResult';
  /** Those that the person waits for, by SKU. */
  items: Array<StockWatch>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

/** Who sells: the lobby shop, the bakery that brings rolls, the cleaner. */
export type Store = {
  __typename?: 'Store';
  createdOn: Scalars['AWSDateTime']['output'];
  id: Scalars['ID']['output'];
  location: Scalars['String']['output'];
  name: Scalars['String']['output'];
  /** Whether what it sells can be had now. */
  participating: Scalars['Boolean']['output'];
  updatedOn: Scalars['AWSDateTime']['output'];
  /** 1 when it is created, and one more with each change. */
  version: Scalars['Int']['output'];
};

export type StoreInput = {
  /** One line of 1 to 200 characters. */
  location: Scalars['String']['input'];
  /** One line of 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** True when absent. */
  participating?: InputMaybe<Scalars['Boolean']['input']>;
};

export type StoresResult = {
  __typename?: 'StoresResult';
  items: Array<Store>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /** Tenants receive their own bookings; Admins and Caretakers all, filtered by the arguments. */
  onBookingStatus?: Maybe<BookingStatusUpdate>;
  /** Letters as they are found in a dead-letter queue, and as they leave it. For Admins. */
  onDeadLetter?: Maybe<DeadLetterUpdate>;
  /** What a person is told from now on: the caller, or for Admins anyone. */
  onNotification?: Maybe<Notification>;
  /** Figures of each minute, or second, as long as somebody asked for `operations` in the last quarter of an hour. For Admins. */
  onOperations?: Maybe<Operations>;
  /** Tenants receive their own orders; Admins and Caretakers all, filtered by the arguments. */
  onOrderStatus?: Maybe<OrderStatusUpdate>;
  /** Products as they change: those of a store, one, or all. They may arrive out of order: see `ProductChange.version`. */
  onProductChange?: Maybe<ProductChange>;
  /** How far the runs are that the API began, or one of them. For Admins. */
  onRedrive?: Maybe<LetterRun>;
  /** Shopping lists as they change, of one building or of all. For staff. */
  onShoppingList?: Maybe<ShoppingListUpdate>;
  /** Units on hand as they change, for one SKU or for all. They may arrive out of order: see `StockLevel.version`. */
  onStockLevel?: Maybe<StockLevel>;
};


export type SubscriptionOnBookingStatusArgs = {
  apartmentId?: InputMaybe<Scalars['ID']['input']>;
  bookingId?: InputMaybe<Scalars['ID']['input']>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type SubscriptionOnDeadLetterArgs = {
  queue?: InputMaybe<Scalars['String']['input']>;
};


export type SubscriptionOnNotificationArgs = {
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type SubscriptionOnOrderStatusArgs = {
  orderId?: InputMaybe<Scalars['ID']['input']>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type SubscriptionOnProductChangeArgs = {
  productId?: InputMaybe<Scalars['ID']['input']>;
  storeId?: InputMaybe<Scalars['ID']['input']>;
};


export type SubscriptionOnRedriveArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
};


export type SubscriptionOnShoppingListArgs = {
  buildingId?: InputMaybe<Scalars['ID']['input']>;
};


export type SubscriptionOnStockLevelArgs = {
  sku?: InputMaybe<Scalars['String']['input']>;
};

export type SubscriptionFigures = {
  __typename?: 'SubscriptionFigures';
  connections: Scalars['Int']['output'];
  delivered: Scalars['Int']['output'];
  failed: Scalars['Int']['output'];
  subscriptions: Scalars['Int']['output'];
};

export type TableFigures = {
  __typename?: 'TableFigures';
  conflicts: Scalars['Int']['output'];
  readUnits: Scalars['Float']['output'];
  throttled: Scalars['Int']['output'];
  writeUnits: Scalars['Float']['output'];
};

/** The fields to change. Absent fields stay as they are; `tenant: null` and `caretaker: null` leave the apartment without one. */
export type UpdateApartmentInput = {
  apartmentNumber?: InputMaybe<Scalars['String']['input']>;
  apartmentType?: InputMaybe<ApartmentType>;
  caretaker?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
  kitchen?: InputMaybe<Scalars['Boolean']['input']>;
  numberOfRooms?: InputMaybe<Scalars['Int']['input']>;
  tenant?: InputMaybe<Scalars['ID']['input']>;
};

/** For a stay, `startDate`, `endDate` or both; for an appointment, `dateTime`. */
export type UpdateBookingInput = {
  bookingId: Scalars['ID']['input'];
  dateTime?: InputMaybe<Scalars['AWSDateTime']['input']>;
  endDate?: InputMaybe<Scalars['AWSDate']['input']>;
  startDate?: InputMaybe<Scalars['AWSDate']['input']>;
};

/** The fields to change. Absent fields, and those that are null, stay as they are. */
export type UpdateBuildingInput = {
  /** The whole address. */
  address?: InputMaybe<AddressInput>;
  id: Scalars['ID']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  numberOfApartments?: InputMaybe<Scalars['Int']['input']>;
  /** The new owner. */
  userId?: InputMaybe<Scalars['ID']['input']>;
};

/** The fields to change. Absent fields stay as they are; `phone: null` takes the number away. */
export type UpdateUserInput = {
  email?: InputMaybe<Scalars['AWSEmail']['input']>;
  firstName?: InputMaybe<Scalars['String']['input']>;
  /** Whose account; the caller's own when absent. Only Admins may name another person. */
  id?: InputMaybe<Scalars['ID']['input']>;
  lastName?: InputMaybe<Scalars['String']['input']>;
  phone?: InputMaybe<Scalars['AWSPhone']['input']>;
  /** A type other than TENANT requires membership in the group of that name, or an Admin. */
  userType?: InputMaybe<UserType>;
  /** As of a new account. Another address is not verified, unless the same request says so of it, or its ID token proves it. */
  verified?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A person. `id` is the `sub` of the person's identity. */
export type User = {
  __typename?: 'User';
  createdOn: Scalars['AWSDateTime']['output'];
  email: Scalars['AWSEmail']['output'];
  enabled: Scalars['Boolean']['output'];
  firstName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  lastName: Scalars['String']['output'];
  phone?: Maybe<Scalars['AWSPhone']['output']>;
  updatedOn: Scalars['AWSDateTime']['output'];
  userType: UserType;
  verified: Scalars['Boolean']['output'];
};

export type UserInput = {
  email: Scalars['AWSEmail']['input'];
  firstName: Scalars['String']['input'];
  /** Whose account; the caller's own when absent. Only Admins may name another person. */
  id?: InputMaybe<Scalars['ID']['input']>;
  lastName: Scalars['String']['input'];
  phone?: InputMaybe<Scalars['AWSPhone']['input']>;
  /** TENANT when absent. The other types require membership in the group of that name, or an Admin. */
  userType?: InputMaybe<UserType>;
  /** Whether the address is known to be the person's; only Admins may set it. When absent, an address is verified that the ID token of the request says is the caller's and verified. */
  verified?: InputMaybe<Scalars['Boolean']['input']>;
};

export type UserType =
  | 'ADMIN'
  | 'CARETAKER'
  | 'TENANT';

export type UsersResult = {
  __typename?: 'UsersResult';
  items: Array<User>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type Weekday =
  | 'FRIDAY'
  | 'MONDAY'
  | 'SATURDAY'
  | 'SUNDAY'
  | 'THURSDAY'
  | 'TUESDAY'
  | 'WEDNESDAY';

/** received = done + retried + buried, of deliveries that have ended. Percentiles, in milliseconds, are of the time from a message's sending until it is done. */
export type WorkerFigures = {
  __typename?: 'WorkerFigures';
  /** Made dead letters. */
  buried: Scalars['Int']['output'];
  done: Scalars['Int']['output'];
  p50?: Maybe<Scalars['Float']['output']>;
  p99?: Maybe<Scalars['Float']['output']>;
  received: Scalars['Int']['output'];
  /** Given back to the queue, to be delivered again. */
  retried: Scalars['Int']['output'];
  step: Scalars['String']['output'];
};
