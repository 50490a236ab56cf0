package org.gatehouse.cache;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.topic.ITopic;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Has the other nodes of the cluster forget what is changed here, through the container's data grid (Hazelcast): between the
 * commit and the answer, so that the next request finds it wherever it comes in.
 *
 * <pre>
 * commit ──(1) me;*;7;SESSION:4711──> topic ──> each other node: (2) forgets
 * answer <──(3) node;me;7;──────────── topic <──┘
 * </pre>
 *
 * Texts alone travel, so that the grid knows no class of ours. A node says hello before it remembers anything: from the answers on
 * it is waited for. One that does not answer in time is not waited for again until it is heard of; {@code CACHE_SECONDS} is the
 * bound for it. Whenever nodes come, go or find each other again, everybody forgets everything. Without a grid nothing happens.
 */
@ApplicationScoped
public class OtherNodes {

    private static final Logger LOG = Logger.getLogger(OtherNodes.class.getName());
    private static final String GRID = "payara/Hazelcast";
    private static final String TOPIC = "org.gatehouse.changes";
    private static final String ALL = "*";
    private static final int PARTS = 4;
    private static final long PATIENCE_SECONDS = 3;

    private final AtomicLong numbers = new AtomicLong();
    /** Those that have been heard of. */
    private final Set<UUID> others = ConcurrentHashMap.newKeySet();

    private final Map<Long, Receipts> awaited = new ConcurrentHashMap<>();

    @Inject
    Event<Change> forgetting;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transactions;

    private @Nullable HazelcastInstance grid;
    private @Nullable UUID listener;
    private @Nullable UUID membership;
    private @Nullable UUID lifecycle;

    /** To be called before anything is remembered. */
    public void join() {
        HazelcastInstance found = find();
        if (found == null) {
            return;
        }
        grid = found;
        listener = topic(found).addMessageListener(message -> receive(message.getMessageObject(), found));
        membership = found.getCluster().addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberAdded(MembershipEvent event) {
                forget(Changes.everything());
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                others.remove(event.getMember().getUuid());
                awaited.values()
                        .forEach(receipts -> receipts.add(event.getMember().getUuid()));
                forget(Changes.everything());
            }
        });
        lifecycle = found.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleState.MERGED) {
                // under another name than before
                sayHello(found);
            }
        });
        sayHello(found);
    }

    /** What comes from another node is told outside a transaction, and is no news to it. */
    void note(@Observes Change change) {
        HazelcastInstance joined = grid;
        if (joined == null || transactions.getTransactionKey() == null) {
            return;
        }
        Changes changes = (Changes) transactions.getResource(Changes.class);
        if (changes == null) {
            changes = new Changes();
            transactions.putResource(Changes.class, changes);
            transactions.registerInterposedSynchronization(new AfterCommit(changes, joined));
        }
        changes.add(change);
    }

    @PreDestroy
    void leave() {
        HazelcastInstance left = grid;
        if (left != null && left.getLifecycleService().isRunning()) {
            topic(left).removeMessageListener(listener);
            left.getCluster().removeMembershipListener(membership);
            left.getLifecycleService().removeLifecycleListener(lifecycle);
        }
    }

    @SuppressWarnings("BanJNDI") // nobody else chooses this name
    private static @Nullable HazelcastInstance find() {
        try {
            return InitialContext.doLookup(GRID);
        } catch (NamingException none) {
            LOG.log(Level.FINE, "No data grid: this node is alone", none);
            return null;
        }
    }

    /** Members of the cluster that do not run Gatehouse do not answer; who starts waits for them in vain, once. */
    private void sayHello(HazelcastInstance joined) {
        Set<UUID> members = joined.getCluster().getMembers().stream()
                .filter(member -> !member.localMember())
                .map(Member::getUuid)
                .collect(Collectors.toSet());
        send("", members, joined);
        forget(Changes.everything());
        LOG.info(() -> "Other nodes of this cluster: " + others.size());
    }

    private void send(String changes, Set<UUID> receivers, HazelcastInstance joined) {
        if (receivers.isEmpty()) {
            return;
        }
        long number = numbers.incrementAndGet();
        Receipts receipts = new Receipts(receivers);
        awaited.put(number, receipts);
        try {
            topic(joined).publish(String.join(";", name(joined), ALL, Long.toString(number), changes));
            if (!receipts.haveCome()) {
                others.removeAll(receipts.missing);
                LOG.warning(() -> "Not heard of in time: " + receipts.missing
                        + ". What has changed here counts there after CACHE_SECONDS.");
            }
        } catch (RuntimeException gone) {
            LOG.log(
                    Level.WARNING,
                    "Other nodes cannot be told: what has changed counts there after CACHE_SECONDS",
                    gone);
        } finally {
            awaited.remove(number);
        }
    }

    private void receive(String message, HazelcastInstance joined) {
        String[] parts = message.split(";", PARTS);
        String me = name(joined);
        if (parts[0].equals(me)) {
            return;
        }
        UUID sender = UUID.fromString(parts[0]);
        others.add(sender);
        if (parts[1].equals(ALL)) {
            if (parts[3].isEmpty()) {
                // who says hello remembers nothing yet: nothing that it is waited for can be missed
                awaited.values().forEach(receipts -> receipts.add(sender));
            }
            forget(Changes.read(parts[3]));
            topic(joined).publish(String.join(";", me, parts[0], parts[2], ""));
        } else if (parts[1].equals(me)) {
            Receipts receipts = awaited.get(Long.valueOf(parts[2]));
            if (receipts != null) {
                receipts.add(sender);
            }
        }
    }

    private void forget(Stream<Change> changes) {
        changes.forEach(forgetting::fire);
    }

    private static String name(HazelcastInstance joined) {
        return joined.getCluster().getLocalMember().getUuid().toString();
    }

    private static ITopic<String> topic(HazelcastInstance joined) {
        return joined.getTopic(TOPIC);
    }

    /** Of one message. */
    private static final class Receipts {

        private final Set<UUID> missing = ConcurrentHashMap.newKeySet();
        private final CountDownLatch open;

        Receipts(Set<UUID> receivers) {
            missing.addAll(receivers);
            open = new CountDownLatch(missing.size());
        }

        void add(UUID sender) {
            if (missing.remove(sender)) {
                open.countDown();
            }
        }

        boolean haveCome() {
            try {
                return open.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private final class AfterCommit implements Synchronization {

        private final Changes changes;
        private final HazelcastInstance joined;

        AfterCommit(Changes changes, HazelcastInstance joined) {
            this.changes = changes;
            this.joined = joined;
        }

        @Override
        public void beforeCompletion() {
            // it may still fail
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                send(changes.write(), Set.copyOf(others), joined);
            }
        }
    }
}
