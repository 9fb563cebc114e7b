// Here and not as `testTimeout`: that one is passed over when several projects are run together.
jest.setTimeout(60_000);
