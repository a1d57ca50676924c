require 'json'; require 'digest' rescue puts "no #{$!.class}"
class Tree; include Enumerable; def initialize; @a = []; end; def <<(x); i = @a.bsearch_index { |y| y >= x } || @a.size; @a.insert(i, x); self; end; def each(&b); @a.each(&b); end; end
t = Tree.new; x = 1; 5000.times { x = (x * 1664525 + 1013904223) % 2**32; t << x }
puts t.first(3).inspect, t.sum, t.each_slice(100).map(&:sum).max
puts (1..200).inject(:*).to_s.size, 2**521 - 1, 355.0 / 113, Math.sqrt(2), 10.0**300 * 1e10
puts "the quick brown fox".scan(/\w+/).map(&:capitalize).join("-"), "héllo wörld".upcase.unicode_normalize(:nfd).size rescue puts $!.class
begin; raise ArgumentError, "bad"; rescue => e; puts "#{e.class}: #{e.message}"; ensure puts "ensured"; end
f = Fiber.new { 3.times { |i| Fiber.yield i }; :done }; 4.times { p f.resume } rescue puts $!.class
p catch(:found) { 10.times { |i| throw :found, i * 7 if i == 6 } }
def fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2); puts fib(22)
h = Hash.new { |hh, k| hh[k] = k < 2 ? k : hh[k - 1] + hh[k - 2] }; puts h[80]
File.write("/out.rb.txt", JSON.generate({a: [1, nil, 2.5], b: "x"})) rescue puts $!.inspect
GC.start; puts ObjectSpace.count_objects.key?(:TOTAL), "%05.2f|%-6s|%x" % [3.14159, "ab", 255]
exit 4
