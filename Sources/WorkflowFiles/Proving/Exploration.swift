import Editorial

/// Every situation that a release of these workflows can be in, found breadth first with the product's own rules.
struct Exploration {
    /// One situation, and how it was first come by.
    struct Node {
        let scene: Scene
        let origin: (node: Int, deed: Deed)?
        /// Where a step on the road led here from.
        var predecessors: [Int] = []
        var can: Possibilities = []
        /// A step from here that what follows by itself leads back from, with the public text as it was.
        var thrownBack: Deed?
    }

    /// What somebody did, and what then followed by itself.
    struct Deed {
        let move: Move
        let member: Int?
        var followed: [Workflow.Transition] = []
    }

    /// What some step from a situation does.
    struct Possibilities: OptionSet {
        let rawValue: UInt8
        static let leave = Possibilities(rawValue: 1)
        static let publish = Possibilities(rawValue: 2)
        static let review = Possibilities(rawValue: 4)
        static let withdraw = Possibilities(rawValue: 8)
        /// Another text takes the public one's place.
        static let correct = Possibilities(rawValue: 16)
        /// A review is done, and the public text stays as it is.
        static let accept = Possibilities(rawValue: 32)
    }

    /// A property of single steps that one broke.
    struct Breach {
        let property: Property
        let node: Int
        let deed: Deed
    }

    /// Larger workflows are not proved: their situations would not fit into memory and patience.
    static let mostSituations = 100_000

    let company: Company
    let office: Office
    /// With what the rules promise, by name; the office's have only what stands in their files.
    let workflows: [String: Workflow]
    private let names: [String]
    private let roles: [Role]
    /// The same rules, with everything that they promise.
    private let promising: Office
    /// The sections to which workflows are bound whose approvals another road might lack; each bears its workflow's name.
    let sections: [String]
    let hasComments: Bool

    private(set) var nodes: [Node] = []
    private(set) var breaches: [Breach] = []
    /// The states that were stood in and the transitions that were taken, by workflow.
    private(set) var states: [String: Set<String>] = [:]
    private(set) var taken: [String: Set<String>] = [:]
    private(set) var hasPublished = false
    private var known: [Scene.Key: Int] = [:]

    init(_ company: Company, of workflows: [Workflow], binding bound: Set<String> = []) {
        self.company = company
        self.workflows = Dictionary(uniqueKeysWithValues: workflows.map { ($0.name, $0) })
        names = workflows.map(\.name)
        roles = workflows.reduce(into: Set<Role>()) { $0.formUnion($1.approvers) }.sorted()
        hasComments = workflows.contains { $0.transitions.contains { $0.guards.contains(.noOpenComments) } }
        sections = workflows.filter { one in bound.contains(one.name) && workflows.contains { $0.asking(as: one).approvals != $0.approvals } }.map(\.name)
        promising = Office(
            organisation: Localised(""), sections: [], baseURL: "", workflows: self.workflows,
            choice: WorkflowChoice(standard: names.first ?? "", sections: Dictionary(uniqueKeysWithValues: sections.map { ($0, $0) })))
        var bare = promising
        bare.workflows = self.workflows.mapValues(\.withoutSafeguards)
        office = bare
    }

    var isTooLarge: Bool { nodes.count >= Self.mostSituations }

    /// Looks at everything that may happen.
    mutating func explore() {
        for name in names { begin(in: name) }
        var index = 0
        while index < nodes.count, !isTooLarge {
            for move in moves(in: nodes[index].scene) { make(move, in: index) }
            index += 1
        }
    }

    /// Whether a first draft becomes public as it ought to be by nothing but the workflow's own transitions.
    mutating func publishes() -> Bool {
        for name in names { begin(in: name) }
        var index = 0
        while index < nodes.count, !isTooLarge, !hasPublished {
            for move in transitions(from: nodes[index].scene) { make(move, in: index) }
            index += 1
        }
        return hasPublished
    }

    // MARK: From one situation to the next

    private mutating func begin(in workflow: String) {
        for section in ["", workflow] where section.isEmpty || sections.contains(section) { begin(in: workflow, section: section) }
    }

    private mutating func begin(in workflow: String, section: String) {
        for index in representatives(in: nil) where company.members[index].writes {
            let new = NewRelease(kind: .news, section: section, language: "en", content: .text("A"), workflow: workflow, slug: "text")
            let start = Instant(milliseconds: 0)
            if let release = try? Release.draft(new, id: "", by: .person(company.members[index].person), at: start, under: office) {
                arrive(at: Scene(release: release, now: start), from: nil, by: Deed(move: .draft(in: workflow), member: index))
            }
        }
    }

    /// By everybody to whom it is open and who matters for it.
    private mutating func make(_ move: Move, in index: Int) {
        guard let eligible = eligible(for: move, in: nodes[index].scene) else {
            take(move, by: nil, from: index)
            return
        }
        for member in eligible where take(move, by: member, from: index) && !move.isPersonal { break }
    }

    /// Who of them may be tried, nil for what no person does.
    private func eligible(for move: Move, in scene: Scene) -> [Int]? {
        switch move {
        case .transition(let transition): representatives(in: scene).filter { !company.members[$0].person.roles.isDisjoint(with: transition.by) }
        case .edit: representatives(in: scene).filter { company.members[$0].writes }
        case .timeComes, .comment, .resolve, .takeBack: nil
        // Whoever has every role may do what anybody may.
        default: [company.members.count - 1]
        }
    }

    /// One of each sort: those of a group who have had the same part in it stand for one another.
    private func representatives(in scene: Scene?) -> [Int] {
        var seen: Set<UInt64> = []
        return company.members.indices.filter { index in
            let member = company.members[index]
            let part = scene?.part(of: member, roles: roles) ?? 0
            return seen.insert(UInt64(member.group) << 32 | UInt64(part)).inserted
        }
    }

    /// Whether it was taken.
    @discardableResult
    private mutating func take(_ move: Move, by member: Int?, from index: Int) -> Bool {
        var scene = nodes[index].scene
        var deed = Deed(move: move, member: member)
        if let command = move.command(in: scene) {
            let actor = member.map { Actor.person(company.members[$0].person) } ?? .commandLine(user: "root")
            guard let events = try? scene.release.decide(command, by: actor, at: scene.now, under: office) else { return false }
            if case .transition(let transition) = move { note(transition, in: scene.release.workflow) }
            pass(&scene, events, by: actor, from: index, deed)
        } else {
            switch move {
            case .timeComes: scene.now = scene.release.releaseAt ?? scene.now
            case .comment: scene.release.openComments = 1
            default: scene.release.openComments = 0
            }
        }
        follow(&scene, from: index, &deed)
        judge(scene.release, from: index, deed)
        arrive(at: scene, from: index, by: deed)
        return true
    }

    /// What somebody's step comes to once all that follows by itself has followed: what is undone at once was not done.
    private mutating func judge(_ after: Release, from index: Int, _ deed: Deed) {
        guard !deed.followed.isEmpty || isOnTheRoad(deed.move, from: index) else { return }
        let before = nodes[index].scene.release
        if before.live.text != nil, after.live.text == nil { nodes[index].can.insert(.withdraw) }
        if after.state != before.state { nodes[index].can.insert(.leave) }
        guard let old = before.live.text?.revision.digest, let new = after.live.text?.revision.digest else { return }
        if new != old { nodes[index].can.insert(.correct) } else if before.review != nil, after.review == nil { nodes[index].can.insert(.accept) }
        if new == old, !deed.followed.isEmpty, nodes[index].thrownBack == nil { nodes[index].thrownBack = deed }
    }

    /// What follows by itself, as the store has it follow.
    private mutating func follow(_ scene: inout Scene, from index: Int, _ deed: inout Deed) {
        while let transition = scene.release.automatic(at: scene.now, under: office) {
            deed.followed.append(transition)
            note(transition, in: scene.release.workflow)
            guard deed.followed.count <= (workflows[scene.release.workflow]?.transitions.count ?? 0) else {
                breaches.append(Breach(property: .rest, node: index, deed: deed))
                return
            }
            guard let events = try? scene.release.decide(.transition(Move.step(transition, on: scene.release)), by: .clock, at: scene.now, under: office) else { return }
            pass(&scene, events, by: .clock, from: index, deed)
        }
    }

    private mutating func pass(_ scene: inout Scene, _ events: [Event], by actor: Actor, from index: Int, _ deed: Deed) {
        let before = scene.release
        guard let workflow = before.rules(under: promising) else { return }
        scene.release = before.applying(events, at: scene.now)
        scene.remember(before)
        states[scene.release.workflow, default: []].insert(scene.release.state)
        let passage = Passage(before: before, after: scene.release, events: events, actor: actor, now: scene.now, workflow: workflow)
        for property in passage.broken { breaches.append(Breach(property: property, node: index, deed: deed)) }
        if passage.publishesProperly { hasPublished = true }
        if !deed.followed.isEmpty || isOnTheRoad(deed.move, from: index) {
            if passage.publishesNews { nodes[index].can.insert(.publish) }
            if passage.reviews { nodes[index].can.insert(.review) }
        }
    }

    /// Whether it is a step of its own road: back to the workflow that its section is bound to, too.
    private func isOnTheRoad(_ move: Move, from index: Int) -> Bool {
        if case .change(let workflow) = move { return nodes[index].scene.release.boundTo(under: office) == workflow }
        return move.isOnTheRoad
    }

    private mutating func note(_ transition: Workflow.Transition, in workflow: String) { taken[workflow, default: []].insert(transition.name) }

    private mutating func arrive(at scene: Scene, from index: Int?, by deed: Deed) {
        let key = key(of: scene)
        let place = known[key] ?? nodes.count
        if place == nodes.count {
            known[key] = place
            states[scene.release.workflow, default: []].insert(scene.release.state)
            nodes.append(Node(scene: scene, origin: (index ?? -1, deed)))
        }
        if let index, isOnTheRoad(deed.move, from: index) { nodes[place].predecessors.append(index) }
    }

    private func key(of scene: Scene) -> Scene.Key {
        let release = scene.release
        let workflow = workflows[release.workflow]
        let isVouchedFor = release.live.lastText.map { release.isVouchedFor($0.revision.number) } ?? false
        let place = scene.place(
            section: sections.firstIndex(of: release.description.section) ?? sections.count, workflow: names.firstIndex(of: release.workflow) ?? 0, state: workflow?.states.firstIndex { $0.name == release.state } ?? 0, isVouchedFor: isVouchedFor)
        var people = company.members.map { scene.part(of: $0, roles: roles) }
        var start = 0
        while start < people.count {
            let end = company.members[start...].firstIndex { $0.group != company.members[start].group } ?? people.count
            if end - start > 1 { people[start..<end].sort() }
            start = end
        }
        return Scene.Key(place: place, people: people)
    }
}
