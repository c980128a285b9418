# statements.awk - from what the service sent (record.c) to a script that makes pgbench send the same: the texts of
# sql/queries/ as they were prepared, in the same order, with a Sync where the service had one. Of a record that was begun
# with the service's start; what is sent behind its last line `request` is the script.
#
#   awk -v council=UUID -v day=DATE -v variables=FILE -f statements.awk RECORD >SCRIPT
#
# Values stand in variables, written to `variables` as name=value lines for pgbench's -D (escaped as in the record).
# What must differ from one transaction to the next is made from the numbers that the script's head sets:
#   a complaint of fill.sql             its prefix and :n
#   any other id: new in the request    a prefix of its own and :n
#   a reference                         :reference and :m
#   the day `day`                       `first_day` and :d
# A variable that nobody sets is NULL in pgbench: that is :null.

BEGIN {
    FS = "\t"
    FILLED = "0190a000-0000-7"
    opened = 0
}

function is_id(text) {
    return length(text) == 36 && text ~ /^[0-9a-f]+-[0-9a-f]+-[0-9a-f]+-[0-9a-f]+-[0-9a-f]+$/
}

function is_reference(text) {
    return text ~ /^[A-Z][A-Z][A-Z]-[0-9][0-9]-[0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z]-[0-9A-Z]$/
}

function variable(value) {
    if (value == "")
        return "''" # pgbench takes no empty variable
    if (!(value in named)) {
        named[value] = "v" ++values
        print named[value] "=" value >variables
    }
    return ":" named[value]
}

# The text of an id as an expression.
function id_text(id) {
    if (index(id, FILLED) == 1)
        return variable(substr(id, 1, 24)) " || :n"
    if (!(id in made))
        made[id] = sprintf("0190b000-%04d-7000-8000-", ++ids)
    return variable(made[id]) " || :n"
}

# The literal of an array of ids; NULL elements stand without quotes.
function ids_text(literal,    parts, count, i, text) {
    count = split(literal, parts, "\"")
    text = ""
    for (i = 1; i <= count; i++)
        text = text (i > 1 ? " || " : "") (is_id(parts[i]) ? "'\"' || " id_text(parts[i]) " || '\"'" : variable(parts[i]))
    return "(" text ")"
}

function expression(value) {
    if (value == "\\N")
        return ":null"
    if (value == council)
        return ":council"
    if (is_id(value))
        return "(" id_text(value) ")::uuid"
    if (substr(value, 1, 2) == "{\"" && is_id(substr(value, 3, 36)))
        return ids_text(value)
    if (is_reference(value))
        return "(:reference || :m || '-0')"
    if (value == day)
        return "(:first_day::date + :d::int)"
    return variable(value)
}

# Put the values in place of $1, $2 ...
function statement_fill(text,    out, number) {
    gsub(/\\n/, "\n", text)
    gsub(/--[^\n]*/, "", text)
    gsub(/\n\n+/, "\n", text)
    out = ""
    while (match(text, /\$[0-9]+/)) {
        number = substr(text, RSTART + 1, RLENGTH - 1) + 0
        out = out substr(text, 1, RSTART - 1) expression($(number + 2))
        text = substr(text, RSTART + RLENGTH)
    }
    return out text
}

$1 == "text" { texts[$2] = $3 }

$1 == "request" { lines = 0 }

$1 == "run" || $1 == "sync" { line[++lines] = $0 }

END {
    for (i = 1; i <= lines; i++) {
        $0 = line[i]
        if ($1 == "sync") {
            print "\\endpipeline"
            opened = 0
            continue
        }
        if (!opened) {
            print "\\startpipeline"
            opened = 1
        }
        printf "%s", statement_fill(texts[$2])
    }
    if (opened || lines == 0) {
        print "statements.awk: the record does not end with a sync" >"/dev/stderr"
        exit 1
    }
}
