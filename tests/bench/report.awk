# report.awk - facts.tsv and figures.tsv (measure.sh) as the tables of docs/performance.md: medians over the rounds.
# Takes the files in this order.

BEGIN { FS = "\t" }

FILENAME == ARGV[1] { fact[$1] = $2; next }

$1 == "statements" { statements[$2] = $3; flights[$2] = $4 }

$1 == "idle" { idle_connections = $2; idle_mib = $3 / 1024 }

function add(key, value) {
    list[key, ++size[key]] = value + 0
}

$1 == "service" {
    key = $2 SUBSEP $4 SUBSEP $5
    add(key SUBSEP "rate", $6 / $7)
    add(key SUBSEP "p50", $8 / 1000)
    add(key SUBSEP "p99", $9 / 1000)
    add(key SUBSEP "service", $10)
    add(key SUBSEP "postgres", $11)
    add(key SUBSEP "mib", $12 / 1024)
    add(key SUBSEP "bytes", $13)
    measured[$2] = 1
}

$1 == "pgbench" {
    key = $2 SUBSEP $4 SUBSEP "pgbench" $5
    add(key SUBSEP "rate", $6 / $7)
    add(key SUBSEP "postgres", $8)
}

function median(key,    i, j, held, count) {
    count = size[key]
    if (count == 0)
        return 0
    for (i = 2; i <= count; i++) {
        held = list[key, i]
        for (j = i - 1; j >= 1 && list[key, j] > held; j--)
            list[key, j + 1] = list[key, j]
        list[key, j + 1] = held
    }
    return count % 2 ? list[key, (count + 1) / 2] : (list[key, count / 2] + list[key, count / 2 + 1]) / 2
}

function of(size_name, operation, at, what) {
    return median(size_name SUBSEP operation SUBSEP at SUBSEP what)
}

# pgbench's client count with the best median.
function best(size_name, operation,    i, found, clients, count) {
    count = split("2 4 8 16", clients, " ")
    found = clients[1]
    for (i = 2; i <= count; i++)
        if (of(size_name, operation, "pgbench" clients[i], "rate") > of(size_name, operation, "pgbench" found, "rate"))
            found = clients[i]
    return found
}

function ratio(size_name, operation, at,    rate) {
    rate = of(size_name, operation, "pgbench" best(size_name, operation), "rate")
    return rate > 0 ? of(size_name, operation, at, "rate") / rate : 0
}

function thousands(number,    text, out) {
    text = sprintf("%.0f", number)
    out = ""
    while (length(text) > 3) {
        out = "," substr(text, length(text) - 2) out
        text = substr(text, 1, length(text) - 3)
    }
    return text out
}

function table(size_name,    o, i, operation, connections, at, b) {
    print "| | connections | requests/s | p50 ms | p99 ms | service µs | PostgreSQL µs | ratio |"
    print "|---|---:|---:|---:|---:|---:|---:|---:|"
    split("16 64 1000", connections, " ")
    for (o = 1; o <= 3; o++) {
        operation = names[o]
        for (i = 1; i <= 3; i++) {
            at = connections[i]
            printf "| %s | %s | %s | %.1f | %.1f | %.0f | %.0f | %.2f |\n", i == 1 ? label[operation] : "", thousands(at),
                thousands(of(size_name, operation, at, "rate")), of(size_name, operation, at, "p50"),
                of(size_name, operation, at, "p99"), of(size_name, operation, at, "service"),
                of(size_name, operation, at, "postgres"), ratio(size_name, operation, at)
        }
        b = best(size_name, operation)
        printf "| pgbench, the same %d statements in %d %s | %d clients | %s | | | | %.0f | 1 |\n", statements[operation],
            flights[operation], flights[operation] == 1 ? "flight" : "flights", b,
            thousands(of(size_name, operation, "pgbench" b, "rate")), of(size_name, operation, "pgbench" b, "postgres")
    }
    print ""
}

function ten_table(    o, operation) {
    print "### Ten times as many, at 64 connections, in the same rounds"
    print ""
    print "| | requests/s | p50 ms | p99 ms | service µs | PostgreSQL µs | time / time before |"
    print "|---|---:|---:|---:|---:|---:|---:|"
    for (o = 1; o <= 3; o++) {
        operation = names[o]
        printf "| %s | %s | %.1f | %.1f | %.0f | %.0f | %.2f |\n", label[operation], thousands(of("ten", operation, 64, "rate")),
            of("ten", operation, 64, "p50"), of("ten", operation, 64, "p99"), of("ten", operation, 64, "service"),
            of("ten", operation, 64, "postgres"), of("base", operation, 64, "rate") / of("ten", operation, 64, "rate")
    }
    print ""
}

function bar(what, reached, wanted, at_least, unit,    good) {
    good = at_least ? reached >= wanted : reached < wanted
    printf "| %s | %s %s%s | %.2f%s | %s |\n", what, at_least ? "at least" : "below", wanted, unit, reached, unit, good ? "yes" : "**no**"
}

function ten_bar(operation,    before, after) {
    before = of("base", operation, 64, "rate")
    after = of("ten", operation, 64, "rate")
    bar(label[operation] " at 64: time on ten times the data / time", after > 0 ? before / after : 0, 1.2, 0, "")
}

END {
    split("get page post", names, " ")
    label["get"] = "GET a complaint"
    label["page"] = "page of 50"
    label["post"] = "POST a complaint"

    printf "Measured on %s at commit %s: %s cores, PostgreSQL %s, medians of %s rounds of %s s each; the machine's load was %s before.\n\n",
        fact["day"], fact["commit"], fact["cores"], fact["server"], fact["rounds"], fact["seconds"], fact["load"]
    print "### " thousands(fact["complaints"]) " complaints"
    print ""
    table("base")
    printf "An answer has, with its head, %s bytes (GET), %s (page), %s (POST).\n\n", thousands(of("base", "get", 64, "bytes")),
        thousands(of("base", "page", 64, "bytes")), thousands(of("base", "post", 64, "bytes"))
    if (measured["ten"])
        ten_table()
    print "### The bars"
    print ""
    print "| | bar | reached | |"
    print "|---|---:|---:|---|"
    bar("GET at 64 connections / pgbench's best", ratio("base", "get", 64), 0.5, 1, "")
    bar("page of 50 at 64 / pgbench's best", ratio("base", "page", 64), 0.45, 1, "")
    bar("POST at 64 / pgbench's best", ratio("base", "post", 64), 0.5, 1, "")
    bar("memory at 1,000 connections", of("base", "get", 1000, "mib"), 64, 0, " MiB")
    bar("memory with " thousands(idle_connections) " idle connections", idle_mib, 200, 0, " MiB")
    bar("GET at 1,000 connections / at 64", of("base", "get", 1000, "rate") / of("base", "get", 64, "rate"), 0.8, 1, "")
    if (measured["ten"])
        for (o = 1; o <= 3; o++)
            ten_bar(names[o])
    print ""
}
