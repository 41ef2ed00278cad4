# The commands of this project; each is one line that can be typed without `just`.

# List the commands.
_default:
    @just --list

# Run the server on http://127.0.0.1:8080.
run *arguments='serve':
    cargo run -- {{arguments}}

# Format everything.
fmt:
    cargo fmt --all

# Everything the linter forbids, as an error.
lint:
    cargo clippy --workspace --all-targets -- -D warnings

# The tests, on both databases.
test:
    ./tests/run

# The tests with the long ones.
test-all:
    ./tests/run --all

# Make crates/web/assets anew (stylesheet, fonts): needs Node, and only whoever changes the look needs it.
assets:
    cd crates/web/look && npm install --no-package-lock --no-audit --no-fund && npm run build && rm -r node_modules

# Pictures of pages at phone and desktop width, in light and dark: `just shots http://127.0.0.1:8080 /tmp/shots / /requests`.
shots url folder *paths:
    node tests/browser/tools/shots.mjs {{url}} {{folder}} {{paths}}

# Measure: fill databases, load the server, print tables (`--quick` for a smoke run, `--mail` for mail only, `--help` for the rest).
bench *options:
    cargo build --release -p ventanilla -p bench && "${CARGO_TARGET_DIR:-target}/release/bench" {{options}}

# The documentation of the code, in target/doc.
doc:
    RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps

# All that must hold before a change is taken.
ci:
    .ci/run
