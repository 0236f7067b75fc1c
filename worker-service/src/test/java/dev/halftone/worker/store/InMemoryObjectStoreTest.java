package dev.halftone.worker.store;

class InMemoryObjectStoreTest implements ObjectStoreContract {

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public Stored stored(String key) {
        return store.stored(key);
    }
}
