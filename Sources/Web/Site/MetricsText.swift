import Storage

/// Figures in Prometheus's text format, version 0.0.4.
struct MetricsText {
    private(set) var lines = ""

    mutating func gauge(_ name: String, _ help: String, _ value: Int) {
        head(name, help, "gauge")
        lines += "\(name) \(value)\n"
    }

    /// One line for each set of labels.
    mutating func gauge(_ name: String, _ help: String, _ values: [(labels: String, value: Int)]) {
        head(name, help, "gauge")
        for (labels, value) in values { lines += "\(name){\(labels)} \(value)\n" }
    }

    /// What only grows, until the process ends; one line for each set of labels.
    mutating func counter(_ name: String, _ help: String, _ values: [(labels: String, value: Int)]) {
        head(name, help, "counter")
        for (labels, value) in values { lines += "\(name){\(labels)} \(value)\n" }
    }

    mutating func histogram(_ name: String, _ help: String, _ counts: Histogram.Counts) {
        head(name, help, "histogram")
        for (bound, count) in zip(counts.bounds, counts.upTo) { lines += "\(name)_bucket{le=\"\(bound)\"} \(count)\n" }
        lines += "\(name)_bucket{le=\"+Inf\"} \(counts.total)\n"
        lines += "\(name)_sum \(counts.sum)\n\(name)_count \(counts.total)\n"
    }

    private mutating func head(_ name: String, _ help: String, _ type: String) { lines += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n" }
}
