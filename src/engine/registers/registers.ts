// What registers can be asked about typed values, and what may come out. The engine does no I/O: whoever calls brings them.

export interface Address {
  street: string;
  houseNumber: string;
  postalCode: string;
  town: string;
}

/** A street in one postal code. */
export interface RegisteredStreet {
  name: string;
  postalCode: string;
  /** Whether the house number that was asked for is known there; true when none was. */
  hasNumber: boolean;
}

/** What the register of companies publishes (UIDG, SR 431.03): of organisations only, never of a person. */
export interface RegisteredCompany {
  uid: string;
  name: string;
  /** Key of the legal form: `gmbh`. */
  legalForm: string;
  seat: string;
  /** Day on which the register last confirmed it, `YYYY-MM-DD`. */
  asOf: string;
}

/** A building and its dwellings, as the register of buildings and dwellings (GWR) says. */
export interface RegisteredBuilding {
  /** Federal number of the building. */
  egid: string;
  constructionYear: number | undefined;
  dwellings: readonly {
    /** Number of the dwelling in the building, the answer of a field with `dwellingAt`. */
    ewid: string;
    /** 0 is the ground floor. */
    floor: number;
    position?: 'left' | 'middle' | 'right' | undefined;
    rooms?: number | undefined;
  }[];
  /** `YYYY-MM-DD` */
  asOf: string;
}

export interface Registers {
  /** Names of the places that have the postal code, the usual one first; empty outside of the canton. */
  placesOf(postalCode: string): readonly string[];
  /** Streets of the canton with a name like this one, the likest first; with every postal code that the street has. */
  streetsLike(name: string, houseNumber: number | undefined): Promise<RegisteredStreet[]>;
  /** Undefined for a UID that no public entry has; `silent`: the register does not answer, so it says nothing. */
  company(uid: string): Promise<RegisteredCompany | 'silent' | undefined>;
  /** The building at the address; undefined where the register knows none. */
  building(address: Address): Promise<RegisteredBuilding | 'silent' | undefined>;
}

/** What about an address does not agree with the register. */
export type AddressDoubt = 'street' | 'houseNumber' | 'postalCode' | 'town';

/** What the registers have to say about a value. None of it is a fault: people may know better than a register. */
export type Finding =
  | {
      kind: 'address';
      doubt: AddressDoubt;
      /** The address as it was typed, as the form's control `offered` holds it. */
      offered: string;
      /** Addresses that may be meant, with the value of the form's control `meant`. */
      suggestions: { value: string; address: Address }[];
    }
  | { kind: 'company'; uid: string; company: RegisteredCompany | undefined }
  | {
      kind: 'building';
      /** The dwelling as it was typed, as the form's control `offered` holds it. */
      offered: string;
      building: RegisteredBuilding | 'silent' | undefined;
    };
