# statements.awk - from what the service sent (record.c) to a script that makes pgbench send the same: the texts of
# sql/queries/, in the same order, with a Sync where the service had one.
#
#   awk -v queries=sql/queries -v council=UUID -v day=DATE -v variables=FILE -f statements.awk RECORD >SCRIPT
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

function statement_read(name,    path, line, text, status) {
    path = queries "/" name ".sql"
    text = ""
    while ((status = (getline line <path)) > 0) {
        sub(/--.*/, "", line)
        text = text line "\n"
    }
    close(path)
    if (status < 0) {
        print "statements.awk: there is no " path >"/dev/stderr"
        failed = 1
        exit 1
    }
    gsub(/\n\n+/, "\n", text)
    return text
}

# Put the values in place of $1, $2 ...
function statement_fill(text,    out, number) {
    out = ""
    while (match(text, /\$[0-9]+/)) {
        number = substr(text, RSTART + 1, RLENGTH - 1) + 0
        out = out substr(text, 1, RSTART - 1) expression($(number + 1))
        text = substr(text, RSTART + RLENGTH)
    }
    return out text
}

$1 == "sync" {
    print "\\endpipeline"
    opened = 0
    next
}

{
    if (!opened) {
        print "\\startpipeline"
        opened = 1
    }
    printf "%s", statement_fill(statement_read($1))
}

END {
    if (!failed && opened) {
        print "statements.awk: the record ends without a sync" >"/dev/stderr"
        exit 1
    }
}
