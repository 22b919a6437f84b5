// What other modules may use of appointments: offers, what is taken, booking within a submission, the bookings of a case.
export { loadOffers } from './load-offers.ts';
export { appointmentOffer, appointmentOffers } from './queries/offers.ts';
export { takenSlots, type Taken } from './queries/taken-slots.ts';
export { bookingsOf, bookingsOfCases, bookingWords, type Booking } from './queries/bookings.ts';
export { bookSlots, lockSlots, type WantedSlot } from './actions/book-slots.ts';
export { bookingsCalendar } from './calendar-file.ts';
